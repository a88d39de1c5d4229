package dev.recount.example.shop.order;

import java.math.BigDecimal;

/**
 * What can happen to an order; each event says what is bought, so that nobody has to have followed the order to act on
 * it.
 */
public sealed interface OrderEvent {

    /** Returns who buys what. */
    Purchase purchase();

    /** The customer ordered. */
    record Placed(Purchase purchase) implements OrderEvent {}

    /** All of it is held for the customer. */
    record Confirmed(Purchase purchase) implements OrderEvent {}

    /** The customer paid for it. */
    record Paid(Purchase purchase, BigDecimal amount, OrderCommand.Pay.Method method) implements OrderEvent {}

    /** It left the warehouse. */
    record Shipped(Purchase purchase, String carrier, String trackingNumber) implements OrderEvent {}

    /** It was called off. */
    record Cancelled(Purchase purchase, OrderCommand.Cancel.Reason reason) implements OrderEvent {}
}
