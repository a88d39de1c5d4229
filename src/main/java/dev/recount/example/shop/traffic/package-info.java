/**
 * Makes up what goes on in a shop: people who register, fill carts, change their minds, pay or do not, and a warehouse.
 *
 * <p>It owns how people behave, and guesses what will be in stock. It knows no rules: whether a command is accepted is
 * the affair of the stream that it is sent to.
 */
@NullMarked
package dev.recount.example.shop.traffic;

import org.jspecify.annotations.NullMarked;
