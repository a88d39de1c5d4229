package dev.recount.handler.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/** One reading of the log, from the offset that was saved until it fails or ends. */
final class Delivery {

    private final AtomicInteger repeatable;
    private volatile boolean broken;

    /**
     * Begins a reading.
     *
     * @param repeatable the most events after the saved offset that may have been reacted to by an earlier reading
     */
    Delivery(int repeatable) {
        this.repeatable = new AtomicInteger(repeatable);
    }

    /** Takes the next event of the reading; tells whether it may have been reacted to by an earlier one. */
    boolean nextMayBeRepeated() {
        return repeatable.get() > 0 && repeatable.getAndDecrement() > 0;
    }

    /**
     * Has all events refused that are still to come: after one that could not be dealt with, none of its stream may be.
     */
    void breakOff() {
        broken = true;
    }

    /**
     * Makes sure that the reading goes on.
     *
     * @throws IllegalStateException if it was broken off
     */
    void requireWhole() {
        if (broken) {
            throw new IllegalStateException("the reading of the log was broken off");
        }
    }
}
