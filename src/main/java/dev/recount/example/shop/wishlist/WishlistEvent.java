package dev.recount.example.shop.wishlist;

/** The events of a wish list, of which nothing stays but what they lead to. */
public sealed interface WishlistEvent {

    /** A product was put on the list. */
    record Added(String product) implements WishlistEvent {}

    /** A product was taken off the list. */
    record Removed(String product) implements WishlistEvent {}

    /** Everything was taken off the list. */
    record Cleared() implements WishlistEvent {}
}
