/**
 * The fulfilment of orders: the process that holds the stock for an order, waits for its payment and its shipment, and
 * undoes what was done where one of them fails.
 *
 * <p>It owns the way of an order through the shop. What an order and the stock allow is theirs to decide.
 */
@NullMarked
package dev.recount.example.shop.fulfilment;

import org.jspecify.annotations.NullMarked;
