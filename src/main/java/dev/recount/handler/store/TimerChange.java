package dev.recount.handler.store;

/** A change of the timers of a stream by a reaction; it takes effect once the reaction has succeeded. */
public sealed interface TimerChange {

    /** Sets a timer in the place of one of the same name. */
    record Set(Work.Timer timer) implements TimerChange {}

    /** Forgets a timer. */
    record Cancel(String name) implements TimerChange {}
}
