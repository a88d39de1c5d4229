/**
 * The shop's orders: what was bought, whether it can be delivered, and what became of it.
 *
 * <p>It owns the rules of an order. It knows customers and products by their ids alone, and nothing of carts and stock.
 */
@NullMarked
package dev.recount.example.shop.order;

import org.jspecify.annotations.NullMarked;
