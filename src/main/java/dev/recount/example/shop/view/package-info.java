/**
 * The shop's read models: what customers browse, what the warehouse counts, what was sold, and who bought it.
 *
 * <p>It owns their rows and how events change them. It decides nothing: an event is a fact.
 */
@NullMarked
package dev.recount.example.shop.view;

import org.jspecify.annotations.NullMarked;
