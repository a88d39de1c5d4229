package dev.recount.example.shop.order;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.Text;
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
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;

/**
 * An order: placed, confirmed, paid and shipped, in this order, or cancelled before it is paid, or refunded before it
 * is shipped.
 */
public final class Order implements Aggregate<OrderState, OrderCommand, OrderEvent> {

    /** The stream type of orders. */
    public static final StreamType<OrderState, OrderCommand, OrderEvent> TYPE = StreamType.of("order", new Order())
            .settledAt(Shipped.class, Refunded.class, Cancelled.class)
            .authorize(Order::permits);

    private static final int LONGEST_NAME = 100;

    /** Only the process that has counted can tell whether all of an order is in stock. */
    private static boolean permits(OrderState state, OrderCommand command, Context context) {
        return switch (command) {
            case Confirm() -> context.principal().isHandler();
            case Cancel(var reason) ->
                reason != Cancel.Reason.OUT_OF_STOCK || context.principal().isHandler();
            case Place _, Pay _, Ship _, Refund _ -> true;
        };
    }

    @Override
    public OrderState initial() {
        return new OrderState.Unplaced();
    }

    @Override
    public Decision<OrderEvent> decide(OrderState state, OrderCommand command, Context context) {
        return switch (state) {
            case OrderState.Unplaced() -> decideUnplaced(command);
            case OrderState.Placed(var purchase) -> decidePlaced(purchase, command);
            case OrderState.Confirmed(var purchase) -> decideConfirmed(purchase, command);
            case OrderState.Paid(var purchase) -> decidePaid(purchase, command);
            case OrderState.Shipped order -> decideShipped(order, command);
            case OrderState.Refunded(var purchase) -> decideRefunded(purchase, command);
            case OrderState.Cancelled order -> decideCancelled(order, command);
        };
    }

    @Override
    public OrderState evolve(OrderState state, OrderEvent event) {
        return switch (event) {
            case Placed(var purchase) -> new OrderState.Placed(purchase);
            case Confirmed(var purchase) -> new OrderState.Confirmed(purchase);
            case Paid(var purchase, var _, var _) -> new OrderState.Paid(purchase);
            case Shipped(var purchase, var carrier, var number) -> new OrderState.Shipped(purchase, carrier, number);
            case Refunded(var purchase, var _) -> new OrderState.Refunded(purchase);
            case Cancelled(var purchase, var reason) -> new OrderState.Cancelled(purchase, reason);
        };
    }

    private static Decision<OrderEvent> decideUnplaced(OrderCommand command) {
        return switch (command) {
            case Place(var purchase) when purchase.isSound() -> accept(new Placed(purchase.exact()));
            case Place _ -> reject(OrderRejection.INVALID_PURCHASE, Purchase.RULE);
            case Confirm _, Pay _, Ship _, Refund _, Cancel _ ->
                reject(OrderRejection.NOT_PLACED, "nobody has placed this order");
        };
    }

    private static Decision<OrderEvent> decidePlaced(Purchase ordered, OrderCommand command) {
        return switch (command) {
            case Place place -> placeAgain(ordered, place);
            case Confirm() -> accept(new Confirmed(ordered));
            case Pay _ -> reject(OrderRejection.NOT_CONFIRMED, "it is not known yet whether all of it is in stock");
            case Ship _, Refund _ -> notPaid();
            case Cancel(var reason) -> accept(new Cancelled(ordered, reason));
        };
    }

    private static Decision<OrderEvent> decideConfirmed(Purchase ordered, OrderCommand command) {
        return switch (command) {
            case Place place -> placeAgain(ordered, place);
            case Confirm() -> accept();
            case Pay(var amount, var method) -> pay(ordered, amount, method);
            case Ship _, Refund _ -> notPaid();
            case Cancel(var reason)
            when reason == Cancel.Reason.OUT_OF_STOCK ->
                reject(OrderRejection.ALREADY_CONFIRMED, "all of it is in stock");
            case Cancel(var reason) -> accept(new Cancelled(ordered, reason));
        };
    }

    private static Decision<OrderEvent> decidePaid(Purchase ordered, OrderCommand command) {
        return switch (command) {
            case Place place -> placeAgain(ordered, place);
            case Confirm() -> accept();
            case Pay _ -> reject(OrderRejection.ALREADY_PAID, "the order is paid");
            case Ship(var carrier, var number)
            when !Text.isLine(carrier, LONGEST_NAME) || !Text.isLine(number, LONGEST_NAME) ->
                reject(OrderRejection.INVALID_SHIPMENT, "a carrier and a tracking number have 1 to 100 characters");
            case Ship(var carrier, var number) -> accept(new Shipped(ordered, carrier, number));
            case Refund() -> accept(new Refunded(ordered, ordered.total()));
            case Cancel _ -> reject(OrderRejection.ALREADY_PAID, "what is paid is shipped, or refunded");
        };
    }

    private static Decision<OrderEvent> decideShipped(OrderState.Shipped order, OrderCommand command) {
        return switch (command) {
            case Place place -> placeAgain(order.purchase(), place);
            case Confirm() -> accept();
            case Pay _, Ship _, Refund _, Cancel _ -> reject(OrderRejection.ALREADY_SHIPPED, "the order is on its way");
        };
    }

    private static Decision<OrderEvent> decideRefunded(Purchase ordered, OrderCommand command) {
        return switch (command) {
            case Place place -> placeAgain(ordered, place);
            case Refund() -> accept();
            case Confirm _, Pay _, Ship _, Cancel _ -> reject(OrderRejection.REFUNDED, "the order was refunded");
        };
    }

    private static Decision<OrderEvent> decideCancelled(OrderState.Cancelled order, OrderCommand command) {
        return switch (command) {
            case Place place -> placeAgain(order.purchase(), place);
            case Cancel _ -> accept();
            case Confirm _, Pay _, Ship _, Refund _ ->
                reject(OrderRejection.CANCELLED, "the order was cancelled: " + order.reason());
        };
    }

    /** The same order once more is no other order. */
    private static Decision<OrderEvent> placeAgain(Purchase ordered, Place again) {
        return again.purchase().isSound() && again.purchase().exact().equals(ordered)
                ? accept()
                : reject(OrderRejection.ALREADY_PLACED, "there is another order of this id");
    }

    private static Decision<OrderEvent> pay(Purchase ordered, BigDecimal amount, Pay.Method method) {
        return amount.compareTo(ordered.total()) == 0
                ? accept(new Paid(ordered, ordered.total(), method))
                : reject(OrderRejection.WRONG_AMOUNT, "the order costs " + ordered.total());
    }

    private static Decision<OrderEvent> notPaid() {
        return reject(OrderRejection.NOT_PAID, "the order is not paid");
    }
}
