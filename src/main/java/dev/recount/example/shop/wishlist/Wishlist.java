package dev.recount.example.shop.wishlist;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.shop.wishlist.WishlistCommand.Add;
import dev.recount.example.shop.wishlist.WishlistCommand.Clear;
import dev.recount.example.shop.wishlist.WishlistCommand.Remove;
import dev.recount.example.shop.wishlist.WishlistEvent.Added;
import dev.recount.example.shop.wishlist.WishlistEvent.Cleared;
import dev.recount.example.shop.wishlist.WishlistEvent.Removed;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;

/** The products that a customer would like to have; the id is the customer's. */
public final class Wishlist implements Aggregate<WishlistState, WishlistCommand, WishlistEvent> {

    /** The stream type of wish lists. */
    public static final StreamType<WishlistState, WishlistCommand, WishlistEvent> TYPE =
            StreamType.of("wishlist", new Wishlist()).stateAlone();

    private static final int MOST_WISHES = 100;

    @Override
    public WishlistState initial() {
        return WishlistState.EMPTY;
    }

    @Override
    public Decision<WishlistEvent> decide(WishlistState state, WishlistCommand command, Context context) {
        return switch (command) {
            case Add(var product)
            when !StreamId.isId(product) -> reject(WishlistRejection.INVALID_PRODUCT, "no product can have this id");
            case Add(var product) when state.products().contains(product) -> accept();
            case Add _
            when state.products().size() == MOST_WISHES ->
                reject(WishlistRejection.TOO_MANY_WISHES, "a wish list has at most " + MOST_WISHES + " products");
            case Add(var product) -> accept(new Added(product));
            case Remove(var product) -> state.products().contains(product) ? accept(new Removed(product)) : accept();
            case Clear() -> state.products().isEmpty() ? accept() : accept(new Cleared());
        };
    }

    @Override
    public WishlistState evolve(WishlistState state, WishlistEvent event) {
        return switch (event) {
            case Added(var product) -> state.with(product);
            case Removed(var product) -> state.without(product);
            case Cleared() -> WishlistState.EMPTY;
        };
    }
}
