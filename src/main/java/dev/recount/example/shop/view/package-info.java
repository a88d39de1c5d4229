/**
 * The shop's read models: the products that customers browse, the stock, the sales, and the buyers.
 *
 * <p>It owns their rows and how events change them. It decides nothing: an event is a fact.
 */
@NullMarked
package dev.recount.example.shop.view;

import org.jspecify.annotations.NullMarked;
