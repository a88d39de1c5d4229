/**
 * The shop's carts: the products that a customer means to buy, and those that they thought better of.
 *
 * <p>It owns the rules of a cart. It knows customers and products by their ids alone, and nothing of orders.
 */
@NullMarked
package dev.recount.example.shop.cart;

import org.jspecify.annotations.NullMarked;
