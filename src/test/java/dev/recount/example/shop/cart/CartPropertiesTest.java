package dev.recount.example.shop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.shop.cart.CartCommand.AddItem;
import dev.recount.example.shop.cart.CartCommand.ChangeItemQuantity;
import dev.recount.example.shop.cart.CartCommand.CheckOut;
import dev.recount.example.shop.cart.CartCommand.Empty;
import dev.recount.example.shop.cart.CartCommand.Open;
import dev.recount.example.shop.cart.CartCommand.RemoveItem;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Set the system property {@code seed} to the seed that a failure prints, to see it again. */
class CartPropertiesTest {

    private static final int CARTS = 2_000;
    private static final int COMMANDS = 25;
    private static final List<String> PRODUCTS = List.of("mug", "tea", "pen", "", "no/product");
    private static final List<Integer> QUANTITIES = List.of(1, 2, 3, 998, 0, -1, Integer.MAX_VALUE);
    private static final Context CONTEXT =
            new Context(new StreamId("cart", "1"), 0, Instant.EPOCH, Principal.ANONYMOUS);

    private final Cart cart = new Cart();
    private final Set<CartRejection> seen = EnumSet.noneOf(CartRejection.class);

    @Test
    void holdsWhatWasLaidIntoItLessWhatWasTakenOut() {
        long seed = Long.getLong("seed", new Random().nextLong());
        var random = new Random(seed);
        for (int number = 1; number <= CARTS; number++) {
            try {
                live(random);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("cart " + number + " of -Dseed=" + seed, failure);
            }
        }
        // a hundred products are too many for chance
        assertThat(seen)
                .as("rejections seen with -Dseed=%d", seed)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(CartRejection.TOO_MANY_ITEMS)));
    }

    private void live(Random random) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        CartState state = cart.initial();
        for (int count = 0; count < COMMANDS; count++) {
            CartCommand command = next(random);
            switch (cart.decide(state, command, CONTEXT)) {
                case Decision.Accepted<CartEvent>(var events) -> {
                    for (CartEvent event : events) {
                        state = cart.evolve(state, event);
                    }
                    apply(expected, command);
                }
                case Decision.Rejected<CartEvent>(var reason, var _) -> seen.add(CartRejection.valueOf(reason));
            }
            assertThat(quantities(state)).as("after %s", command).isEqualTo(expected);
        }
    }

    private static void apply(Map<String, Integer> expected, CartCommand command) {
        switch (command) {
            case AddItem(var product, var quantity, var _) -> expected.merge(product, quantity, Integer::sum);
            case ChangeItemQuantity(var product, var quantity) -> expected.replace(product, quantity);
            case RemoveItem(var product) -> expected.remove(product);
            case Empty() -> expected.clear();
            case Open _, CheckOut _ -> {}
        }
    }

    private static Map<String, Integer> quantities(CartState state) {
        List<CartItem> items = switch (state) {
            case CartState.Unused() -> List.<CartItem>of();
            case CartState.Open(var _, var open) -> open;
            case CartState.CheckedOut(var _, var bought) -> bought;
        };
        Map<String, Integer> quantities = new LinkedHashMap<>();
        for (CartItem item : items) {
            assertThat(item.quantity()).isBetween(1, 1_000);
            assertThat(quantities.put(item.product(), item.quantity()))
                    .as("a second item of %s", item.product())
                    .isNull();
        }
        return quantities;
    }

    private static CartCommand next(Random random) {
        String product = any(random, PRODUCTS);
        int quantity = any(random, QUANTITIES);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new Open(random.nextInt(4) == 0 ? "no customer" : "anna");
            case 3, 4, 5, 6, 7, 8 -> new AddItem(product, quantity, BigDecimal.valueOf(random.nextInt(-1, 9)));
            case 9, 10, 11 -> new ChangeItemQuantity(product, quantity);
            case 12, 13 -> new RemoveItem(product);
            case 14 -> new Empty();
            default -> new CheckOut();
        };
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
