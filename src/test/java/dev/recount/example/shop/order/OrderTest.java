package dev.recount.example.shop.order;

import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderCommand.Confirm;
import dev.recount.example.shop.order.OrderCommand.Pay;
import dev.recount.example.shop.order.OrderCommand.Place;
import dev.recount.example.shop.order.OrderCommand.Refund;
import dev.recount.example.shop.order.OrderCommand.Ship;
import dev.recount.example.shop.order.OrderEvent.Cancelled;
import dev.recount.example.shop.order.OrderEvent.Confirmed;
import dev.recount.example.shop.order.OrderEvent.Paid;
import dev.recount.example.shop.order.OrderEvent.Placed;
import dev.recount.example.shop.order.OrderEvent.Refunded;
import dev.recount.example.shop.order.OrderEvent.Shipped;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    private static final Purchase PURCHASE =
            new Purchase("anna", List.of(line("mug", 2, "12.00"), line("tea", 1, "9.80")));
    private static final BigDecimal TOTAL = new BigDecimal("33.80");

    private static final Placed PLACED = new Placed(PURCHASE);
    private static final Confirmed CONFIRMED = new Confirmed(PURCHASE);
    private static final Paid PAID = new Paid(PURCHASE, TOTAL, Pay.Method.CARD);
    private static final Shipped SHIPPED = new Shipped(PURCHASE, "Night Mail", "T1");
    private static final Refunded REFUNDED = new Refunded(PURCHASE, TOTAL);
    private static final Cancelled CANCELLED = new Cancelled(PURCHASE, Cancel.Reason.CUSTOMER_REQUEST);

    private static final Pay PAY = new Pay(new BigDecimal("33.8"), Pay.Method.CARD);
    private static final Ship SHIP = new Ship("Night Mail", "T1");
    private static final Cancel CANCEL = new Cancel(Cancel.Reason.CUSTOMER_REQUEST);

    private final Fixture<OrderState, OrderCommand, OrderEvent> order = Fixture.of(new Order());

    @Nested
    class Placing {

        static final List<Purchase> UNSOUND = List.of(
                new Purchase("no customer", List.of(line("mug", 1, "1"))),
                new Purchase("anna", List.of()),
                new Purchase("anna", List.of(line("no/product", 1, "1"))),
                new Purchase("anna", List.of(line("mug", 0, "1"))),
                new Purchase("anna", List.of(line("mug", 1_001, "1"))),
                new Purchase("anna", List.of(line("mug", 1, "-1"))),
                new Purchase("anna", List.of(line("mug", 1, "0.001"))),
                new Purchase("anna", List.of(line("mug", 1, "1"), line("mug", 2, "1"))),
                new Purchase(
                        "anna",
                        IntStream.rangeClosed(1, 101)
                                .mapToObj(number -> line("p" + number, 1, "1"))
                                .toList()));

        @Test
        void saysWhoBuysWhatAtExactPrices() {
            order.when(new Place(new Purchase("anna", List.of(line("mug", 2, "12"), line("tea", 1, "9.8")))))
                    .then(PLACED)
                    .thenState(new OrderState.Placed(PURCHASE));
        }

        @ParameterizedTest
        @FieldSource("UNSOUND")
        void needsASoundPurchase(Purchase purchase) {
            order.when(new Place(purchase)).rejected(OrderRejection.INVALID_PURCHASE);
            order.given(PLACED).when(new Place(purchase)).rejected(OrderRejection.ALREADY_PLACED);
        }

        @Test
        void isNothingNewForTheSamePurchase() {
            for (List<OrderEvent> history : histories()) {
                order.given(history).when(new Place(PURCHASE)).then();
                order.given(history)
                        .when(new Place(new Purchase("bo", PURCHASE.lines())))
                        .rejected(OrderRejection.ALREADY_PLACED);
            }
        }

        @Test
        void comesFirst() {
            for (OrderCommand command : List.of(new Confirm(), PAY, SHIP, CANCEL)) {
                order.when(command).rejected(OrderRejection.NOT_PLACED);
            }
        }

        private static List<List<OrderEvent>> histories() {
            var histories = new ArrayList<List<OrderEvent>>();
            List<OrderEvent> whole = List.of(PLACED, CONFIRMED, PAID, SHIPPED);
            for (int events = 1; events <= whole.size(); events++) {
                histories.add(whole.subList(0, events));
            }
            histories.add(List.of(PLACED, CANCELLED));
            histories.add(List.of(PLACED, CONFIRMED, PAID, REFUNDED));
            return histories;
        }
    }

    @Nested
    class Confirming {

        @Test
        void waitsForPayment() {
            order.given(PLACED).when(new Confirm()).then(CONFIRMED).thenState(new OrderState.Confirmed(PURCHASE));
        }

        @Test
        void isNothingNewOnceMore() {
            order.given(PLACED, CONFIRMED).when(new Confirm()).then();
            order.given(PLACED, CONFIRMED, PAID).when(new Confirm()).then();
            order.given(PLACED, CONFIRMED, PAID, SHIPPED).when(new Confirm()).then();
        }

        @Test
        void comesTooLateForACancelledOrder() {
            order.given(PLACED, CANCELLED).when(new Confirm()).rejected(OrderRejection.CANCELLED);
        }
    }

    @Nested
    class Paying {

        @Test
        void takesTheWholeAmount() {
            order.given(PLACED, CONFIRMED).when(PAY).then(PAID).thenState(new OrderState.Paid(PURCHASE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "33.79", "33.81", "33.801", "-33.80", "1E+400"})
        void takesNoOtherAmount(BigDecimal amount) {
            order.given(PLACED, CONFIRMED)
                    .when(new Pay(amount, Pay.Method.TRANSFER))
                    .rejected(OrderRejection.WRONG_AMOUNT);
        }

        @Test
        void hasItsTime() {
            order.given(PLACED).when(PAY).rejected(OrderRejection.NOT_CONFIRMED);
            order.given(PLACED, CONFIRMED, PAID).when(PAY).rejected(OrderRejection.ALREADY_PAID);
            order.given(PLACED, CONFIRMED, PAID, SHIPPED).when(PAY).rejected(OrderRejection.ALREADY_SHIPPED);
            order.given(PLACED, CANCELLED).when(PAY).rejected(OrderRejection.CANCELLED);
        }
    }

    @Nested
    class Shipping {

        @Test
        void followsPayment() {
            order.given(PLACED, CONFIRMED, PAID)
                    .when(SHIP)
                    .then(SHIPPED)
                    .thenState(new OrderState.Shipped(PURCHASE, "Night Mail", "T1"));
        }

        @Test
        void needsACarrierAndANumber() {
            order.given(PLACED, CONFIRMED, PAID).when(new Ship("", "T1")).rejected(OrderRejection.INVALID_SHIPMENT);
            order.given(PLACED, CONFIRMED, PAID)
                    .when(new Ship("Night Mail", "T\n1"))
                    .rejected(OrderRejection.INVALID_SHIPMENT);
        }

        @Test
        void hasItsTime() {
            order.given(PLACED).when(SHIP).rejected(OrderRejection.NOT_PAID);
            order.given(PLACED, CONFIRMED).when(SHIP).rejected(OrderRejection.NOT_PAID);
            order.given(PLACED, CONFIRMED, PAID, SHIPPED).when(SHIP).rejected(OrderRejection.ALREADY_SHIPPED);
            order.given(PLACED, CANCELLED).when(SHIP).rejected(OrderRejection.CANCELLED);
        }
    }

    @Nested
    class Cancelling {

        @ParameterizedTest
        @EnumSource
        void endsAPlacedOrder(Cancel.Reason reason) {
            order.given(PLACED)
                    .when(new Cancel(reason))
                    .then(new Cancelled(PURCHASE, reason))
                    .thenState(new OrderState.Cancelled(PURCHASE, reason));
        }

        @Test
        void endsAConfirmedOrderThoughNotForWantOfStock() {
            order.given(PLACED, CONFIRMED).when(CANCEL).then(CANCELLED);
            order.given(PLACED, CONFIRMED)
                    .when(new Cancel(Cancel.Reason.OUT_OF_STOCK))
                    .rejected(OrderRejection.ALREADY_CONFIRMED);
        }

        @Test
        void isNothingNewOnceMore() {
            order.given(PLACED, CANCELLED)
                    .when(new Cancel(Cancel.Reason.OUT_OF_STOCK))
                    .then();
        }

        @Test
        void comesTooLateForWhatIsPaid() {
            order.given(PLACED, CONFIRMED, PAID).when(CANCEL).rejected(OrderRejection.ALREADY_PAID);
            order.given(PLACED, CONFIRMED, PAID, SHIPPED).when(CANCEL).rejected(OrderRejection.ALREADY_SHIPPED);
        }
    }

    @Nested
    class Refunding {

        private static final Refund REFUND = new Refund();

        @Test
        void givesBackWhatWasPaidAndEndsTheOrder() {
            order.given(PLACED, CONFIRMED, PAID)
                    .when(REFUND)
                    .then(REFUNDED)
                    .thenState(new OrderState.Refunded(PURCHASE));
            order.given(PLACED, CONFIRMED, PAID, REFUNDED).when(REFUND).then();
            for (OrderCommand command : List.of(PAY, SHIP, CANCEL, new Confirm())) {
                order.given(PLACED, CONFIRMED, PAID, REFUNDED).when(command).rejected(OrderRejection.REFUNDED);
            }
        }

        @Test
        void isForWhatIsPaidAndNotShipped() {
            order.when(REFUND).rejected(OrderRejection.NOT_PLACED);
            order.given(PLACED).when(REFUND).rejected(OrderRejection.NOT_PAID);
            order.given(PLACED, CONFIRMED).when(REFUND).rejected(OrderRejection.NOT_PAID);
            order.given(PLACED, CONFIRMED, PAID, SHIPPED).when(REFUND).rejected(OrderRejection.ALREADY_SHIPPED);
            order.given(PLACED, CANCELLED).when(REFUND).rejected(OrderRejection.CANCELLED);
        }
    }

    private static OrderLine line(String product, int quantity, String price) {
        return new OrderLine(product, quantity, new BigDecimal(price));
    }
}
