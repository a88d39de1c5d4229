package dev.recount.example.shop.wishlist;

import dev.recount.example.shop.wishlist.WishlistCommand.Add;
import dev.recount.example.shop.wishlist.WishlistCommand.Clear;
import dev.recount.example.shop.wishlist.WishlistCommand.Remove;
import dev.recount.example.shop.wishlist.WishlistEvent.Added;
import dev.recount.example.shop.wishlist.WishlistEvent.Cleared;
import dev.recount.example.shop.wishlist.WishlistEvent.Removed;
import dev.recount.testing.Fixture;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of a wish list. */
class WishlistTest {

    private static final Fixture<WishlistState, WishlistCommand, WishlistEvent> LIST = Fixture.of(Wishlist.TYPE);

    @Test
    void holdsEachProductOnce() {
        LIST.when(new Add("mug")).then(new Added("mug")).thenState(new WishlistState(List.of("mug")));
        LIST.given(new Added("mug")).when(new Add("mug")).then();
    }

    @Test
    void losesWhatIsTakenOff() {
        LIST.given(new Added("mug"), new Added("pot"))
                .when(new Remove("mug"))
                .then(new Removed("mug"))
                .thenState(new WishlistState(List.of("pot")));
        LIST.given(new Added("mug")).when(new Remove("pot")).then();
    }

    @Test
    void isEmptyOnceItIsCleared() {
        LIST.given(new Added("mug")).when(new Clear()).then(new Cleared()).thenState(WishlistState.EMPTY);
        LIST.when(new Clear()).then();
    }

    @Test
    void refusesWhatIsNoProduct() {
        LIST.when(new Add("no product")).rejected(WishlistRejection.INVALID_PRODUCT);
    }

    @Test
    void refusesTheHundredAndFirstWish() {
        WishlistEvent[] hundred = IntStream.range(0, 100)
                .mapToObj(number -> new Added("p" + number))
                .toArray(WishlistEvent[]::new);
        LIST.given(hundred).when(new Add("mug")).rejected(WishlistRejection.TOO_MANY_WISHES);
    }
}
