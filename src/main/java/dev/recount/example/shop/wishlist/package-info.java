/**
 * The wish lists of customers: the one stream type of the shop that keeps its latest state alone, as nobody asks what
 * somebody wished for last year.
 *
 * <p>It owns the rules of a wish list. It knows customers and products by their ids alone.
 */
@NullMarked
package dev.recount.example.shop.wishlist;

import org.jspecify.annotations.NullMarked;
