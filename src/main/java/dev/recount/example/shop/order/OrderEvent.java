package dev.recount.example.shop.order;

import java.math.BigDecimal;

/**
 * The events of an order; each repeats the purchase, so that a handler can act on it without having followed the order.
 */
public sealed interface OrderEvent {

    /** Returns the purchase: the customer, and the products that they buy. */
    Purchase purchase();

    /** The customer ordered. */
    record Placed(Purchase purchase) implements OrderEvent {}

    /** All of it is held for the customer. */
    record Confirmed(Purchase purchase) implements OrderEvent {}

    /** The customer paid for it. */
    record Paid(Purchase purchase, BigDecimal amount, OrderCommand.Pay.Method method) implements OrderEvent {}

    /** It left the warehouse. */
    record Shipped(Purchase purchase, String carrier, String trackingNumber) implements OrderEvent {}

    /** The customer got the money back, and nothing is shipped. */
    record Refunded(Purchase purchase, BigDecimal amount) implements OrderEvent {}

    /** It was called off. */
    record Cancelled(Purchase purchase, OrderCommand.Cancel.Reason reason) implements OrderEvent {}
}
