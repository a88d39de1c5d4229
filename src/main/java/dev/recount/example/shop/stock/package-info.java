/**
 * The shop's stock: what is offered, how much of it lies there, and which orders it is held for.
 *
 * <p>It owns the rules by which nothing is sold that is not there. A stream has the id of its product; it knows orders
 * by their ids alone.
 */
@NullMarked
package dev.recount.example.shop.stock;

import org.jspecify.annotations.NullMarked;
