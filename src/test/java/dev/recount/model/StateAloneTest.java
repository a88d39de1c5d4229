package dev.recount.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.example.shop.wishlist.WishlistCommand;
import dev.recount.example.shop.wishlist.WishlistEvent;
import dev.recount.example.shop.wishlist.WishlistState;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.ArchivePolicy;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What goes together with keeping a stream's latest state alone, and what does not. */
class StateAloneTest {

    private static final StreamType<WishlistState, WishlistCommand, WishlistEvent> LISTS =
            StreamType.of("wishlist", new Wishlist());

    private static void requireRefused(
            String option, UnaryOperator<StreamType<WishlistState, WishlistCommand, WishlistEvent>> change) {
        for (boolean aloneFirst : List.of(true, false)) {
            assertThatThrownBy(() -> {
                        var _ = aloneFirst
                                ? change.apply(LISTS.stateAlone())
                                : change.apply(LISTS).stateAlone();
                    })
                    .as("%s, stateAlone %s", option, aloneFirst ? "before" : "after")
                    .isInstanceOf(DomainException.class)
                    .hasMessageStartingWith(option + ": the streams of wishlist keep their latest state alone: ");
        }
    }

    @Test
    void refusesWhatRestsOnStoredEvents() {
        requireRefused("settledAt", type -> type.settledAt(WishlistEvent.Cleared.class));
        requireRefused("snapshotEvery", type -> type.snapshotEvery(10));
        requireRefused("stateRevision", type -> type.stateRevision(2));
        requireRefused("unique", type -> type.unique("first", state -> Optional.of("mug")));
        requireRefused("upcast", type -> type.upcast(Upcaster.from("Added", 1).rename("id", "product")));
    }

    @Test
    void refusesAnArchive() {
        assertThatThrownBy(() -> LISTS.settledAt(WishlistEvent.Cleared.class)
                        .archive(ArchivePolicy.keepSettled(1))
                        .stateAlone())
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith("archive: ");
    }

    @Test
    void readsStatesOfBeforeOnlyWhereNothingElseIsKept() {
        Upcaster step = Upcaster.from("State", 1).rename("items", "products");
        assertThatThrownBy(() -> LISTS.upcastState(step))
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith("upcastState: ");
        assertThat(LISTS.stateAlone().upcastState(step).stateUpcasters().revision("State"))
                .isEqualTo(2);
        assertThatThrownBy(() -> LISTS.stateAlone()
                        .upcastState(Upcaster.from("State", 1).split(Part.of("State")))
                        .stateUpcasters())
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("one state stays one");
    }
}
