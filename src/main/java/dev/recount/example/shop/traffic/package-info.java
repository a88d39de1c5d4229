/**
 * The made-up life of a shop: people who register, fill carts, change their minds, pay or do not, and a warehouse.
 *
 * <p>It owns the behaviour of people, and guesses which articles will be in stock. It knows no rules: whether a command
 * is accepted is the affair of the stream that it is sent to.
 */
@NullMarked
package dev.recount.example.shop.traffic;

import org.jspecify.annotations.NullMarked;
