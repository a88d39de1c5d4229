/**
 * The shop's customers: who they are and where they live, now and at any time before.
 *
 * <p>It owns the rules of a customer's stream and knows no other stream.
 */
@NullMarked
package dev.recount.example.shop.customer;

import org.jspecify.annotations.NullMarked;
