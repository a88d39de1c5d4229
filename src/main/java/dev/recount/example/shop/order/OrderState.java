package dev.recount.example.shop.order;

/** The state of an order after its events. */
public sealed interface OrderState {

    /** An order that has not been placed yet. */
    record Unplaced() implements OrderState {}

    /** An order whose goods are being gathered. */
    record Placed(Purchase purchase) implements OrderState {}

    /** An order whose goods are held, and which waits for its payment. */
    record Confirmed(Purchase purchase) implements OrderState {}

    /** An order that can be shipped. */
    record Paid(Purchase purchase) implements OrderState {}

    /** An order that is on its way. */
    record Shipped(Purchase purchase, String carrier, String trackingNumber) implements OrderState {}

    /** An order that was paid, and came to nothing after all. */
    record Refunded(Purchase purchase) implements OrderState {}

    /** An order that came to nothing before it was paid. */
    record Cancelled(Purchase purchase, OrderCommand.Cancel.Reason reason) implements OrderState {}
}
