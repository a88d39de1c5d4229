package dev.recount.decision;

import java.util.List;
import java.util.OptionalLong;

/** A decision on a command, as it is on record. */
public sealed interface RecordedDecision {

    /** Returns what was decided on. */
    DecidedCommand command();

    /**
     * The command was accepted.
     *
     * @param firstVersion the version of its first event; there is one, as without any there is nothing that was
     *     recorded
     * @param lastVersion that of its last event
     * @param events today's events that they are, in order; there may be more or fewer
     */
    record Accepted(DecidedCommand command, long firstVersion, long lastVersion, List<AcceptedEvent> events)
            implements RecordedDecision {}

    /**
     * An event of an accepted command.
     *
     * @param type its type without the revision, such as {@code account.Deposited}
     */
    record AcceptedEvent(long version, String type) {}

    /**
     * The command was rejected, and changed nothing.
     *
     * @param version the version that the stream was at, if it is known
     * @param reason the code that the domain gave, or that of the refusal
     */
    record Rejected(DecidedCommand command, OptionalLong version, String reason, String message)
            implements RecordedDecision {}
}
