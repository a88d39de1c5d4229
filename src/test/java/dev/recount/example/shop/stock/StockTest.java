package dev.recount.example.shop.stock;

import dev.recount.example.shop.stock.StockCommand.ChangePrice;
import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Offer;
import dev.recount.example.shop.stock.StockCommand.Receive;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.example.shop.stock.StockCommand.SetReorderPoint;
import dev.recount.example.shop.stock.StockEvent.Dispatched;
import dev.recount.example.shop.stock.StockEvent.Offered;
import dev.recount.example.shop.stock.StockEvent.PriceChanged;
import dev.recount.example.shop.stock.StockEvent.Received;
import dev.recount.example.shop.stock.StockEvent.Released;
import dev.recount.example.shop.stock.StockEvent.ReorderPointSet;
import dev.recount.example.shop.stock.StockEvent.Reserved;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockTest {

    private static final Product MUG = new Product("Mug", "Stoneware", "kitchen", new BigDecimal("12.00"));
    private static final Offered OFFERED = new Offered("Mug", "Stoneware", "kitchen", new BigDecimal("12.00"));

    private final Fixture<StockState, StockCommand, StockEvent> stock = Fixture.of(new Stock());

    @Nested
    class Offering {

        @Test
        void beginsWithNothingInStock() {
            stock.when(new Offer("Mug", "Stoneware", "kitchen", new BigDecimal("12")))
                    .then(OFFERED)
                    .thenState(offered(0, Map.of()));
            stock.given(OFFERED)
                    .when(new Offer("Mug", "Stoneware", "kitchen", BigDecimal.TEN))
                    .rejected(StockRejection.ALREADY_OFFERED);
        }

        @Test
        void needsANameACategoryAndAPrice() {
            stock.when(new Offer(" ", "", "kitchen", BigDecimal.ONE)).rejected(StockRejection.INVALID_PRODUCT);
            stock.when(new Offer("Mug", "", "", BigDecimal.ONE)).rejected(StockRejection.INVALID_PRODUCT);
            stock.when(new Offer("Mug", "x".repeat(1_001), "kitchen", BigDecimal.ONE))
                    .rejected(StockRejection.INVALID_PRODUCT);
            stock.when(new Offer("Mug", "", "kitchen", new BigDecimal("-1"))).rejected(StockRejection.INVALID_PRICE);
        }

        @Test
        void canChangeItsPrice() {
            stock.given(OFFERED)
                    .when(new ChangePrice(new BigDecimal("13.5")))
                    .then(new PriceChanged(new BigDecimal("13.50")))
                    .thenState(new StockState.Offered(
                            new Product("Mug", "Stoneware", "kitchen", new BigDecimal("13.50")), 0, 0, Map.of()));
            stock.given(OFFERED).when(new ChangePrice(new BigDecimal("12"))).then();
            stock.given(OFFERED).when(new ChangePrice(new BigDecimal("0.001"))).rejected(StockRejection.INVALID_PRICE);
        }

        @Test
        void comesFirst() {
            for (StockCommand command : List.of(
                    new ChangePrice(BigDecimal.ONE), new Receive(1), new Reserve("o", 1), new SetReorderPoint(1))) {
                stock.when(command).rejected(StockRejection.NOT_OFFERED);
            }
        }

        @Test
        void isNotNeededToHoldNothing() {
            stock.when(new Release("o")).then();
            stock.when(new Dispatch("o")).then();
        }
    }

    @Nested
    class Receiving {

        @Test
        void addsToWhatIsThere() {
            stock.given(OFFERED, new Received(2))
                    .when(new Receive(3))
                    .then(new Received(3))
                    .thenState(offered(5, Map.of()));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE})
        void needsAQuantity(int quantity) {
            stock.given(OFFERED).when(new Receive(quantity)).rejected(StockRejection.INVALID_QUANTITY);
        }

        @Test
        void endsWhereTheWarehouseIsFull() {
            List<StockEvent> history = new ArrayList<>(List.of(OFFERED));
            history.addAll(Collections.nCopies(1_000, new Received(1_000_000)));

            stock.given(history).when(new Receive(1)).rejected(StockRejection.INVALID_QUANTITY);
        }
    }

    @Nested
    class Reserving {

        @Test
        void holdsForAnOrder() {
            stock.given(OFFERED, new Received(3), new Reserved("o1", 1))
                    .when(new Reserve("o2", 2))
                    .then(new Reserved("o2", 2))
                    .thenState(offered(3, Map.of("o1", 1, "o2", 2)));
        }

        @Test
        void holdsNoMoreThanIsAvailable() {
            stock.given(OFFERED, new Received(3), new Reserved("o1", 2))
                    .when(new Reserve("o2", 2))
                    .rejected(StockRejection.OUT_OF_STOCK);
        }

        @Test
        void changesNothingOnceMore() {
            stock.given(OFFERED, new Received(3), new Reserved("o1", 3))
                    .when(new Reserve("o1", 3))
                    .then();
            stock.given(OFFERED, new Received(3), new Reserved("o1", 1))
                    .when(new Reserve("o1", 2))
                    .rejected(StockRejection.RESERVED_OTHERWISE);
        }

        @Test
        void needsAnOrderAndAQuantity() {
            stock.given(OFFERED, new Received(3)).when(new Reserve("o1", 0)).rejected(StockRejection.INVALID_QUANTITY);
            stock.given(OFFERED, new Received(3))
                    .when(new Reserve("no order", 1))
                    .rejected(StockRejection.INVALID_ORDER);
        }

        @Test
        void endsByRelease() {
            stock.given(OFFERED, new Received(3), new Reserved("o1", 2))
                    .when(new Release("o1"))
                    .then(new Released("o1", 2))
                    .thenState(offered(3, Map.of()));
            stock.given(OFFERED, new Received(3)).when(new Release("o1")).then();
        }

        @Test
        void endsByDispatch() {
            stock.given(OFFERED, new Received(3), new Reserved("o1", 2))
                    .when(new Dispatch("o1"))
                    .then(new Dispatched("o1", 2))
                    .thenState(offered(1, Map.of()));
            stock.given(OFFERED, new Received(3)).when(new Dispatch("o1")).then();
        }
    }

    @Test
    void hasAReorderPoint() {
        stock.given(OFFERED)
                .when(new SetReorderPoint(5))
                .then(new ReorderPointSet(5))
                .thenState(new StockState.Offered(MUG, 0, 5, Map.of()));
        stock.given(OFFERED, new ReorderPointSet(5))
                .when(new SetReorderPoint(0))
                .then(new ReorderPointSet(0));
        stock.given(OFFERED, new ReorderPointSet(5))
                .when(new SetReorderPoint(5))
                .then();
        stock.given(OFFERED).when(new SetReorderPoint(-1)).rejected(StockRejection.INVALID_QUANTITY);
    }

    private static StockState.Offered offered(int onHand, Map<String, Integer> reservations) {
        return new StockState.Offered(MUG, onHand, 0, reservations);
    }
}
