package dev.recount.example.shop.fulfilment;

/** The state of a fulfilment by its own events. */
public sealed interface FulfilmentState {

    /** A fulfilment whose order was not placed yet. */
    record Idle() implements FulfilmentState {}

    /**
     * A fulfilment that waits for the stock's answers.
     *
     * @param open how many are to come
     */
    record Gathering(int open) implements FulfilmentState {}

    /** A fulfilment whose order is cancelled, as not all of it is there. */
    record GivingUp() implements FulfilmentState {}

    /** A fulfilment that holds all of its order, and waits for what becomes of that. */
    record Holding() implements FulfilmentState {}

    /**
     * A fulfilment whose order is on its way.
     *
     * @param open how many of its products are still to be taken off the stock
     */
    record Dispatching(int open) implements FulfilmentState {}

    /** A fulfilment of an order that came to nothing. */
    record Undoing() implements FulfilmentState {}
}
