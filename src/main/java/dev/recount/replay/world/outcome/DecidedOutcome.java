package dev.recount.replay.world.outcome;

import dev.recount.journal.EventDocument;
import java.util.List;

/** The outcome of a decision, as it is told: without the records of any rules. */
public sealed interface DecidedOutcome {

    /** The command was accepted with these events. */
    record Accepted(List<EventDocument> events) implements DecidedOutcome {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The command was rejected. */
    record Rejected(String reason, String message) implements DecidedOutcome {}

    /** The command was never sent. */
    record NotSent() implements DecidedOutcome {}

    /** Returns the code of the reason for which it was rejected, or nothing. */
    default String reason() {
        return this instanceof Rejected rejected ? rejected.reason() : "";
    }
}
