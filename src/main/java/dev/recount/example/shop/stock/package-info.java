/**
 * The shop's stock: the products on offer, the number of their pieces, and the orders that pieces are held for.
 *
 * <p>It owns the rules by which nothing is sold that is not there. A stream has the id of its product; it knows orders
 * by their ids alone.
 */
@NullMarked
package dev.recount.example.shop.stock;

import org.jspecify.annotations.NullMarked;
