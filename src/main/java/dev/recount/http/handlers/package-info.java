/**
 * What operators ask and tell event handlers: where they stand, what is parked, and what is to happen to it.
 *
 * <p>It owns the JSON of these answers. It decides nothing about handlers.
 */
@NullMarked
package dev.recount.http.handlers;

import org.jspecify.annotations.NullMarked;
