/**
 * The shop's orders, from the purchase to the delivery, the cancellation or the refund.
 *
 * <p>It owns the rules of an order. It knows customers and products by their ids alone, and nothing of carts and stock.
 */
@NullMarked
package dev.recount.example.shop.order;

import org.jspecify.annotations.NullMarked;
