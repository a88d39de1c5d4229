package dev.recount.example.shop.fulfilment;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.CalledOff;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.DispatchAsked;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.LineDispatched;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.LineHeld;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.LineRefused;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.StockAsked;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderCommand.Confirm;
import dev.recount.example.shop.order.OrderCommand.Pay;
import dev.recount.example.shop.order.OrderCommand.Refund;
import dev.recount.example.shop.order.OrderEvent.Cancelled;
import dev.recount.example.shop.order.OrderEvent.Confirmed;
import dev.recount.example.shop.order.OrderEvent.Paid;
import dev.recount.example.shop.order.OrderEvent.Placed;
import dev.recount.example.shop.order.OrderEvent.Refunded;
import dev.recount.example.shop.order.OrderEvent.Shipped;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.Purchase;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.testing.ProcessFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FulfilmentTest {

    private static final Duration PAY_WITHIN = Duration.ofDays(14);
    private static final Duration SHIP_WITHIN = Duration.ofDays(7);

    private static final Purchase PURCHASE = new Purchase("anna", List.of(line("mug", 2), line("tea", 1)));
    private static final Placed PLACED = new Placed(PURCHASE);
    private static final Confirmed CONFIRMED = new Confirmed(PURCHASE);
    private static final Paid PAID = new Paid(PURCHASE, PURCHASE.total(), Pay.Method.CARD);
    private static final Shipped SHIPPED = new Shipped(PURCHASE, "Night Mail", "T1");
    private static final Cancelled CANCELLED = new Cancelled(PURCHASE, Cancel.Reason.CUSTOMER_REQUEST);
    private static final Cancelled OUT_OF_STOCK = new Cancelled(PURCHASE, Cancel.Reason.OUT_OF_STOCK);
    private static final Refunded REFUNDED = new Refunded(PURCHASE, PURCHASE.total());

    private enum Why {
        OUT_OF_STOCK,
        CANCELLED,
        ALREADY_PAID,
        ALREADY_SHIPPED
    }

    private final ProcessFixture<FulfilmentState, FulfilmentEvent> fulfilment =
            ProcessFixture.of(Fulfilment.type(PAY_WITHIN, SHIP_WITHIN), new Shop());

    private static OrderLine line(String product, int quantity) {
        return new OrderLine(product, quantity, new BigDecimal("10.00"));
    }

    private ProcessFixture<FulfilmentState, FulfilmentEvent> placed() {
        return fulfilment.when(Order.TYPE, "o1", PLACED);
    }

    /** All is held, and the order confirmed. */
    private ProcessFixture<FulfilmentState, FulfilmentEvent> confirmed() {
        placed();
        fulfilment.whenAccepted("reserve-1").whenAccepted("reserve-2");
        return fulfilment.when(Order.TYPE, "o1", CONFIRMED).whenAccepted("confirm");
    }

    private void assertReleasesAll() {
        fulfilment
                .then(new CalledOff())
                .thenUndone("reserve-2", Stock.TYPE, "tea", new Release("o1"))
                .thenNothingElse();
        fulfilment
                .whenAccepted("reserve-2")
                .thenUndone("reserve-1", Stock.TYPE, "mug", new Release("o1"))
                .thenNothingElse();
        fulfilment.whenAccepted("reserve-1").thenEnded().thenNoTimer().thenNothingElse();
    }

    @Test
    void holdsAllOfAnOrderConfirmsItAndHandsItOut() {
        placed().then(new StockAsked(2))
                .thenSent("reserve-1", Stock.TYPE, "mug", new Reserve("o1", 2))
                .thenSent("reserve-2", Stock.TYPE, "tea", new Reserve("o1", 1))
                .thenNothingElse();
        fulfilment.whenAccepted("reserve-1").then(new LineHeld()).thenNothingElse();
        fulfilment
                .whenAccepted("reserve-2")
                .then(new LineHeld())
                .thenSent("confirm", Order.TYPE, "o1", new Confirm())
                .thenNothingElse();
        fulfilment
                .when(Order.TYPE, "o1", CONFIRMED)
                .thenTimer("payment", PAY_WITHIN)
                .thenNothingElse();
        fulfilment
                .when(Order.TYPE, "o1", PAID)
                .thenTimer("shipment", SHIP_WITHIN)
                .thenNothingElse();
        fulfilment
                .when(Order.TYPE, "o1", SHIPPED)
                .then(new DispatchAsked(2))
                .thenSent("dispatch-1", Stock.TYPE, "mug", new Dispatch("o1"))
                .thenSent("dispatch-2", Stock.TYPE, "tea", new Dispatch("o1"))
                .thenNoTimer()
                .thenNothingElse();
        fulfilment.whenAccepted("confirm").then().thenNothingElse();
        fulfilment.whenAccepted("dispatch-1").then(new LineDispatched()).thenNothingElse();
        fulfilment
                .whenAccepted("dispatch-2")
                .then(new LineDispatched())
                .thenEnded()
                .thenNothingElse();
    }

    @Test
    void cancelsAnOrderOfWhichSomethingIsOutAndReleasesTheRest() {
        placed();
        fulfilment
                .whenRejected("reserve-1", Why.OUT_OF_STOCK, "only 1 are available")
                .then(new LineRefused("OUT_OF_STOCK"))
                .thenSent("give-up", Order.TYPE, "o1", new Cancel(Cancel.Reason.OUT_OF_STOCK))
                .thenNothingElse();
        fulfilment.whenAccepted("reserve-2").then().thenNothingElse();
        fulfilment.whenAccepted("give-up").then().thenNothingElse();
        fulfilment
                .when(Order.TYPE, "o1", OUT_OF_STOCK)
                .then(new CalledOff())
                .thenUndone("reserve-2", Stock.TYPE, "tea", new Release("o1"))
                .thenNothingElse();
        fulfilment.whenAccepted("reserve-2").thenEnded().thenNothingElse();
    }

    @Test
    void cancelsOnceWhereAllIsOut() {
        placed();
        fulfilment
                .whenRejected("reserve-1", Why.OUT_OF_STOCK, "none")
                .thenSent("give-up", Order.TYPE, "o1", new Cancel(Cancel.Reason.OUT_OF_STOCK));
        fulfilment.whenRejected("reserve-2", Why.OUT_OF_STOCK, "none").then().thenNothingElse();
        fulfilment.when(Order.TYPE, "o1", OUT_OF_STOCK).then(new CalledOff()).thenNothingElse();
        fulfilment.whenAccepted("give-up").thenEnded().thenNothingElse();
    }

    @Test
    void releasesAllWhereAnOrderThatIsOutCannotBeCancelled() {
        placed();
        fulfilment.whenAccepted("reserve-1").whenRejected("reserve-2", Why.OUT_OF_STOCK, "none");
        fulfilment
                .whenRejected("give-up", "MOVED", "it goes on in order/o2")
                .then(new CalledOff())
                .thenUndone("reserve-1", Stock.TYPE, "mug", new Release("o1"))
                .thenNothingElse();
    }

    @Test
    void releasesWhatIsHeldOnceTheCustomerHasCancelled() {
        placed();
        fulfilment.whenAccepted("reserve-1");
        fulfilment.when(Order.TYPE, "o1", CANCELLED).then(new CalledOff()).thenNothingElse();
        fulfilment
                .whenAccepted("reserve-2")
                .then()
                .thenUndone("reserve-2", Stock.TYPE, "tea", new Release("o1"))
                .thenNothingElse();
    }

    @Test
    void releasesAllWhereTheCustomerHasCancelledJustBeforeTheConfirmation() {
        placed();
        fulfilment.whenAccepted("reserve-1").whenAccepted("reserve-2");
        fulfilment.whenRejected("confirm", Why.CANCELLED, "the order was cancelled");
        assertReleasesAll();
        fulfilment.when(Order.TYPE, "o1", CANCELLED).then().thenNothingElse();
    }

    @Test
    void releasesAllOfAConfirmedOrderThatIsCancelled() {
        confirmed();
        fulfilment.when(Order.TYPE, "o1", CANCELLED);
        assertReleasesAll();
    }

    @Test
    void cancelsAnOrderThatIsNotPaidInTime() {
        confirmed();
        fulfilment
                .whenPassed(PAY_WITHIN)
                .then()
                .thenSent("cancel", Order.TYPE, "o1", new Cancel(Cancel.Reason.NEVER_PAID))
                .thenNothingElse();
        fulfilment.whenAccepted("cancel").then().thenNothingElse();
        fulfilment.when(Order.TYPE, "o1", new Cancelled(PURCHASE, Cancel.Reason.NEVER_PAID));
        assertReleasesAll();
    }

    @Test
    void goesOnWithAnOrderThatIsPaidWhileItIsCancelled() {
        confirmed();
        fulfilment.whenPassed(PAY_WITHIN);
        fulfilment.whenRejected("cancel", Why.ALREADY_PAID, "it is paid").then().thenNothingElse();
        fulfilment
                .when(Order.TYPE, "o1", PAID)
                .thenTimer("shipment", SHIP_WITHIN)
                .thenNothingElse();
    }

    @Test
    void refundsAnOrderThatIsNotShippedInTimeAndThenReleasesAll() {
        confirmed();
        fulfilment.when(Order.TYPE, "o1", PAID);
        fulfilment
                .whenPassed(SHIP_WITHIN)
                .then()
                .thenSent("refund", Order.TYPE, "o1", new Refund())
                .thenNothingElse();
        fulfilment.when(Order.TYPE, "o1", REFUNDED).then(new CalledOff()).thenNothingElse();
        fulfilment
                .whenAccepted("refund")
                .thenUndone("reserve-2", Stock.TYPE, "tea", new Release("o1"))
                .thenNothingElse();
    }

    @Test
    void handsOutAnOrderThatIsShippedWhileItIsRefunded() {
        confirmed();
        fulfilment.when(Order.TYPE, "o1", PAID);
        fulfilment.whenPassed(SHIP_WITHIN);
        fulfilment
                .when(Order.TYPE, "o1", SHIPPED)
                .then(new DispatchAsked(2))
                .thenSent("dispatch-1", Stock.TYPE, "mug", new Dispatch("o1"))
                .thenSent("dispatch-2", Stock.TYPE, "tea", new Dispatch("o1"))
                .thenNothingElse();
        fulfilment
                .whenRejected("refund", Why.ALREADY_SHIPPED, "it is on its way")
                .then()
                .thenNothingElse();
    }

    @Test
    void leavesOrdersAloneThatWerePlacedBeforeItExisted() {
        fulfilment
                .when(Order.TYPE, "o1", CONFIRMED, PAID, SHIPPED)
                .then()
                .thenNoTimer()
                .thenNothingElse();
    }
}
