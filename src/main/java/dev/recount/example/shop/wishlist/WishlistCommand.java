package dev.recount.example.shop.wishlist;

/** The commands of a wish list. */
public sealed interface WishlistCommand {

    /** Puts a product on the list. */
    record Add(String product) implements WishlistCommand {}

    /** Takes a product off the list. */
    record Remove(String product) implements WishlistCommand {}

    /** Takes everything off the list. */
    record Clear() implements WishlistCommand {}
}
