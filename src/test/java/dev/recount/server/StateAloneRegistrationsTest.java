package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.migration.Migration;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Followers of events of streams that have none, as they keep their latest state alone. */
class StateAloneRegistrationsTest {

    /** A row of a view. */
    record Wish(String product) {}

    private record Given(
            List<StreamType<?, ?, ?>> streamTypes,
            List<View<?>> views,
            List<Handler> handlers,
            List<Migration<?, ?>> migrations)
            implements Domain {

        Given(List<Handler> handlers, List<Migration<?, ?>> migrations) {
            this(List.of(Wishlist.TYPE, Cart.TYPE), List.of(), handlers, migrations);
        }

        @Override
        public String name() {
            return "given";
        }
    }

    static Stream<Domain> followers() {
        return Stream.of(
                new Given(List.of(Handler.fromNow("wishing").on(Wishlist.TYPE, (_, _, _) -> {})), List.of()),
                new Given(List.of(), List.of(Migration.from(Wishlist.TYPE).to(Cart.TYPE, (_, _) -> List.of()))),
                new Given(List.of(), List.of(Migration.from(Cart.TYPE).to(Wishlist.TYPE, (_, _) -> List.of()))));
    }

    @Test
    void areRefusedOfViewsWhereTheyAreDefined() {
        View<Wish> view = View.of("wishes", Wish.class);
        assertThatThrownBy(() -> view.on(Wishlist.TYPE, (_, _, _) -> {}))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("onState follows their states");
        assertThatThrownBy(() -> view.onState(Cart.TYPE, (_, _, _) -> {}))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("events of cart are stored");
    }

    @Test
    void areRefusedOfAViewOfAnotherDefinitionThanIsServed() {
        StreamType<?, ?, ?> stored = StreamType.of("wishlist", new Wishlist());
        View<Wish> view = View.of("wishes", Wish.class).onState(Wishlist.TYPE, (_, _, _) -> {});
        var domain = new Given(List.of(stored), List.of(view), List.of(), List.of());
        assertThatThrownBy(() -> Domains.configure(List.of(domain), Map.of()))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("by its states, but its events are stored");
    }

    @ParameterizedTest
    @MethodSource("followers")
    void areRefused(Domain domain) {
        assertThatThrownBy(() -> Domains.configure(List.of(domain), Map.of()))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("follows the stream type wishlist, whose streams keep their latest state alone");
    }
}
