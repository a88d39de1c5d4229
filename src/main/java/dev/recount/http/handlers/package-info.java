/**
 * The endpoints with which operators watch and steer event handlers: their positions, their parked work, and the orders
 * about it.
 *
 * <p>It owns the JSON of these answers. It decides nothing about handlers.
 */
@NullMarked
package dev.recount.http.handlers;

import org.jspecify.annotations.NullMarked;
