package dev.recount.example.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderCommand.Pay;
import dev.recount.example.shop.order.OrderCommand.Place;
import dev.recount.example.shop.order.OrderCommand.Ship;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.OrderState;
import dev.recount.example.shop.order.Purchase;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand.Offer;
import dev.recount.example.shop.stock.StockCommand.Receive;
import dev.recount.example.shop.stock.StockState;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.process.work.ProcessDomain;
import dev.recount.process.work.ProcessParts;
import dev.recount.testing.InMemoryReactions;
import dev.recount.testing.InMemoryStreams;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** However a fulfilment is broken off and repeated, nothing is held for nothing, and nothing is sold twice. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class FulfilmentCrashTest {

    private static final Purchase PURCHASE =
            new Purchase("anna", List.of(line("mug", 2), line("tea", 1), line("pen", 3)));
    private static final Domain SHOP = ProcessDomain.of(new Shop());
    private static final ProcessParts PARTS = ProcessDomain.parts(List.of(SHOP)).getFirst();

    private final boolean remembersCommands;
    private InMemoryStreams shop;
    private InMemoryReactions inputs;
    private InMemoryReactions steps;

    FulfilmentCrashTest(boolean remembersCommands) {
        this.remembersCommands = remembersCommands;
        open();
    }

    /** Opens a new shop, with stock for one order of everything. */
    private void open() {
        shop = remembersCommands ? InMemoryStreams.of(SHOP) : InMemoryStreams.forgetful(SHOP);
        inputs = new InMemoryReactions(PARTS.inputs(), shop);
        steps = new InMemoryReactions(PARTS.steps(), shop);
        for (OrderLine line : PURCHASE.lines()) {
            shop.accept(Stock.TYPE, line.product(), new Offer(line.product(), "", "things", BigDecimal.ONE));
            shop.accept(Stock.TYPE, line.product(), new Receive(line.quantity()));
        }
    }

    private void catchUp() {
        while (inputs.catchUp() || steps.catchUp()) {}
    }

    @Test
    void endsRightWhereverItCrashes() {
        for (int crash = 1; steps.commands() >= crash - 1; crash++) {
            open();
            place("o1");
            place("o2");
            inputs.crashAfterCommand(crash);
            steps.crashAfterCommand(crash);
            catchUp();
            assertSound();
            assertThat(order("o1")).as("after a crash at %d", crash).isInstanceOf(OrderState.Confirmed.class);
            assertThat(order("o2")).as("after a crash at %d", crash).isInstanceOf(OrderState.Cancelled.class);
        }
    }

    @Test
    void endsRightWheneverTheCustomerCancelsAndWhereverItCrashes() {
        for (int cancel = 1; cancel <= 6; cancel++) {
            for (int crash = 1; crash <= 16; crash++) {
                open();
                place("o1");
                steps.afterCommand(cancel, () -> cancel("o1"));
                steps.crashAfterCommand(crash);
                inputs.crashAfterCommand(crash);
                catchUp();
                assertSound();
                assertThat(order("o1"))
                        .as("cancelled at %d, crashed at %d", cancel, crash)
                        .isInstanceOf(OrderState.Cancelled.class);
            }
        }
    }

    @Test
    void endsRightWhenADeliveryComesBetweenACrashAndTheRepeat() {
        for (int crash = 1; crash <= 8; crash++) {
            open();
            place("o1", line("mug", 2), line("tea", 2), line("pen", 1));
            steps.afterCommand(crash, () -> shop.accept(Stock.TYPE, "tea", new Receive(5)));
            steps.crashAfterCommand(crash);
            catchUp();
            assertSound();
        }
    }

    @Test
    void cancelsAnOrderOfWhatIsNotSold() {
        place("o1", line("mug", 1), line("unicorn", 1));
        catchUp();

        assertThat(order("o1")).isInstanceOf(OrderState.Cancelled.class);
        assertSound();
    }

    @Test
    void handsOutWhatIsShippedAndChangesNothingWhenAllOfItIsRepeated() {
        place("o1");
        place("o2");
        catchUp();
        pay("o1");
        shop.accept(Order.TYPE, "o1", new Ship("Night Mail", "T1"));
        catchUp();
        assertThat(held())
                .allSatisfy((_, reservations) -> assertThat(reservations).isEmpty());
        assertThat(shop.states(Stock.TYPE))
                .allSatisfy((_, state) ->
                        assertThat(((StockState.Offered) state).onHand()).isZero());
        int events = shop.log().size();

        inputs.startOver();
        steps.startOver();
        catchUp();

        assertThat(shop.log()).hasSize(events);
    }

    @Test
    void releasesWhatIsNeverPaidAndRefundsWhatIsNeverShippedWhereverItCrashes() {
        for (int crash = 1; crash <= 16; crash++) {
            open();
            for (OrderLine line : PURCHASE.lines()) {
                shop.accept(Stock.TYPE, line.product(), new Receive(line.quantity()));
            }
            place("unpaid");
            place("unshipped");
            catchUp();
            pay("unshipped");
            steps.crashAfterCommand(steps.commands() + crash);
            catchUp();
            shop.at(shop.now().plus(Duration.ofDays(15)));
            steps.fireDue();
            catchUp();

            assertSound();
            assertThat(order("unpaid")).isEqualTo(new OrderState.Cancelled(PURCHASE, Cancel.Reason.NEVER_PAID));
            assertThat(order("unshipped")).isEqualTo(new OrderState.Refunded(PURCHASE));
        }
    }

    /** Holds exactly what confirmed and paid orders need. */
    private void assertSound() {
        Map<String, Map<String, Integer>> held = held();
        shop.states(Order.TYPE).forEach((id, state) -> {
            switch (state) {
                case OrderState.Confirmed(var purchase) -> assertHeld(held, id, purchase);
                case OrderState.Paid(var purchase) -> assertHeld(held, id, purchase);
                case OrderState.Cancelled _, OrderState.Refunded _, OrderState.Shipped _ ->
                    assertThat(held)
                            .allSatisfy((_, reservations) ->
                                    assertThat(reservations).doesNotContainKey(id));
                case OrderState.Unplaced _, OrderState.Placed _ -> throw new AssertionError(id + " is " + state);
            }
        });
        shop.states(Stock.TYPE)
                .forEach((_, state) ->
                        assertThat(((StockState.Offered) state).available()).isNotNegative());
    }

    private static void assertHeld(Map<String, Map<String, Integer>> held, String order, Purchase purchase) {
        for (OrderLine line : purchase.lines()) {
            assertThat(held.get(line.product())).containsEntry(order, line.quantity());
        }
    }

    private Map<String, Map<String, Integer>> held() {
        var held = new TreeMap<String, Map<String, Integer>>();
        shop.states(Stock.TYPE)
                .forEach((product, state) -> held.put(product, ((StockState.Offered) state).reservations()));
        return held;
    }

    private OrderState order(String id) {
        return shop.state(Order.TYPE, id).orElseThrow();
    }

    private void place(String order, OrderLine... lines) {
        shop.accept(Order.TYPE, order, new Place(lines.length == 0 ? PURCHASE : new Purchase("anna", List.of(lines))));
    }

    private void pay(String order) {
        shop.accept(Order.TYPE, order, new Pay(PURCHASE.total(), Pay.Method.CARD));
    }

    private void cancel(String order) {
        shop.send(new StreamId("order", order), "cancel", new Cancel(Cancel.Reason.CUSTOMER_REQUEST));
    }

    private static OrderLine line(String product, int quantity) {
        return new OrderLine(product, quantity, new BigDecimal("10.00"));
    }
}
