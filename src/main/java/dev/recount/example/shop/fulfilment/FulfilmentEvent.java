package dev.recount.example.shop.fulfilment;

/** The events of a fulfilment's own, beside what it was told and what it has sent. */
public sealed interface FulfilmentEvent {

    /**
     * All that is ordered was asked for.
     *
     * @param lines how many products that are
     */
    record StockAsked(int lines) implements FulfilmentEvent {}

    /** One more of the products is held. */
    record LineHeld() implements FulfilmentEvent {}

    /**
     * One of the products cannot be held.
     *
     * @param reason why its stock refused
     */
    record LineRefused(String reason) implements FulfilmentEvent {}

    /** The order has come to nothing, so that nothing is held for it any longer. */
    record CalledOff() implements FulfilmentEvent {}

    /**
     * The order is on its way, and its products are taken off the stock.
     *
     * @param lines how many products that are
     */
    record DispatchAsked(int lines) implements FulfilmentEvent {}

    /** One more of the products is seen to. */
    record LineDispatched() implements FulfilmentEvent {}
}
