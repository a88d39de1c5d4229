package dev.recount.model;

import java.util.List;
import java.util.Objects;

/**
 * The decision of an aggregate on a command: either all of its events, or none of them and a reason.
 *
 * @param <E> the events of the aggregate
 */
public sealed interface Decision<E> {

    /** The command is accepted and causes these events, which are stored together or not at all; there may be none. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * The command is rejected and changes nothing.
     *
     * @param reason the code that callers may act on, such as {@code INSUFFICIENT_FUNDS}
     * @param message what a person needs to understand the rejection
     */
    record Rejected<E>(String reason, String message) implements Decision<E> {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /** Accepts the command with these events, in this order. */
    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    /** Accepts the command with these events, in this order. */
    static <E> Decision<E> accept(List<? extends E> events) {
        return new Accepted<>(List.copyOf(events));
    }

    /** Rejects the command; the name of the constant is the code that callers see. */
    static <E> Decision<E> reject(Enum<?> reason, String message) {
        return new Rejected<>(reason.name(), message);
    }
}
