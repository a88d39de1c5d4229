package dev.recount.example.shop.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Offer;
import dev.recount.example.shop.stock.StockCommand.Receive;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.example.shop.stock.StockEvent.Dispatched;
import dev.recount.example.shop.stock.StockEvent.Offered;
import dev.recount.example.shop.stock.StockEvent.PriceChanged;
import dev.recount.example.shop.stock.StockEvent.Received;
import dev.recount.example.shop.stock.StockEvent.Released;
import dev.recount.example.shop.stock.StockEvent.ReorderPointSet;
import dev.recount.example.shop.stock.StockEvent.Reserved;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Set the system property {@code seed} to the seed that a failure prints, to see it again. */
class StockPropertiesTest {

    private static final int PRODUCTS = 2_000;
    private static final int COMMANDS = 60;
    private static final Context CONTEXT =
            new Context(new StreamId("stock", "mug"), 0, Instant.EPOCH, Principal.ANONYMOUS);

    private final Stock stock = new Stock();
    private int soldOut;

    @Test
    void neverHandsOutMoreThanCameInAndNeverHoldsTwiceForAnOrder() {
        long seed = Long.getLong("seed", new Random().nextLong());
        var random = new Random(seed);
        for (int number = 1; number <= PRODUCTS; number++) {
            try {
                live(random);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("product " + number + " of -Dseed=" + seed, failure);
            }
        }
        assertThat(soldOut).as("times sold out with -Dseed=%d", seed).isPositive();
    }

    private void live(Random random) {
        var ledger = new Ledger();
        StockState state = stock.initial();
        for (int count = 0; count < COMMANDS; count++) {
            StockCommand command = next(random);
            switch (stock.decide(state, command, CONTEXT)) {
                case Decision.Accepted<StockEvent>(var events) -> {
                    for (StockEvent event : events) {
                        ledger.enter(event);
                        state = stock.evolve(state, event);
                    }
                }
                case Decision.Rejected<StockEvent>(var reason, var _) ->
                    soldOut += StockRejection.valueOf(reason) == StockRejection.OUT_OF_STOCK ? 1 : 0;
            }
            ledger.check(state);
        }
    }

    private static StockCommand next(Random random) {
        String order = "o" + random.nextInt(6);
        return switch (random.nextInt(12)) {
            case 0 -> new Offer("Mug", "", "kitchen", BigDecimal.ONE);
            case 1, 2 -> new Receive(random.nextInt(-1, 5));
            case 3, 4, 5, 6, 7 -> new Reserve(order, random.nextInt(-1, 5));
            case 8, 9 -> new Release(order);
            default -> new Dispatch(order);
        };
    }

    /** Every piece that came in is on the shelf, held for one order, or gone. */
    private static final class Ledger {

        private int shelf;
        private int gone;
        private int came;
        private final Map<String, Integer> held = new HashMap<>();

        void enter(StockEvent event) {
            switch (event) {
                case Received(var quantity) -> {
                    came += quantity;
                    shelf += quantity;
                }
                case Reserved(var order, var quantity) -> {
                    assertThat(held.put(order, quantity))
                            .as("a second hold for %s", order)
                            .isNull();
                    shelf -= quantity;
                }
                case Released(var order, var quantity) -> {
                    assertThat(held.remove(order)).isEqualTo(quantity);
                    shelf += quantity;
                }
                case Dispatched(var order, var quantity) -> {
                    assertThat(held.remove(order)).isEqualTo(quantity);
                    gone += quantity;
                }
                case Offered _, PriceChanged _, ReorderPointSet _ -> {}
            }
            assertThat(shelf).as("left after %s", event).isNotNegative();
        }

        void check(StockState state) {
            if (state instanceof StockState.Offered stock) {
                assertThat(stock.available()).isEqualTo(shelf);
                assertThat(stock.reservations()).isEqualTo(held);
                assertThat(stock.onHand()).isEqualTo(came - gone);
            } else {
                assertThat(came).isZero();
            }
        }
    }
}
