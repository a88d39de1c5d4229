package dev.recount.example.shop.view;

import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.example.shop.wishlist.WishlistEvent.Added;
import dev.recount.example.shop.wishlist.WishlistEvent.Cleared;
import dev.recount.example.shop.wishlist.WishlistEvent.Removed;
import dev.recount.testing.ViewFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The view of wish lists, which follows their states. */
class WishesTest {

    private final ViewFixture<Wishes> wishes = ViewFixture.of(Wishes.view(), Wishlist.TYPE);

    @Test
    void showsEachListAsItIs() {
        wishes.given(Wishlist.TYPE, "anna", new Added("mug"), new Added("pot"))
                .given(Wishlist.TYPE, "ben", new Added("mug"))
                .then(new Wishes("anna", 2, List.of("mug", "pot")), new Wishes("ben", 1, List.of("mug")))
                .given(Wishlist.TYPE, "anna", new Removed("mug"))
                .then(new Wishes("anna", 1, List.of("pot")), new Wishes("ben", 1, List.of("mug")));
    }

    @Test
    void showsNoListOnWhichThereIsNothing() {
        wishes.given(Wishlist.TYPE, "anna", new Added("mug"), new Cleared()).then();
    }
}
