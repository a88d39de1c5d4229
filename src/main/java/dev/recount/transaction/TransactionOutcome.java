package dev.recount.transaction;

import dev.recount.stream.Outcome;
import java.util.List;

/** The outcome of a transaction. */
public sealed interface TransactionOutcome {

    /**
     * All commands are carried out, now or before.
     *
     * @param outcomes those of the commands, in their order
     * @param repeat whether they were before; then a command of which its stream knows nothing any more is told of by
     *     the stream's version of now
     */
    record Accepted(List<Outcome.Accepted> outcomes, boolean repeat) implements TransactionOutcome {

        public Accepted {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** None was carried out, because of one of them. */
    record OfCommand(int index, Outcome outcome) implements TransactionOutcome {}

    /** None was carried out, because of one of the conditions. */
    record OfCondition(int index, Outcome outcome) implements TransactionOutcome {}

    /** None was carried out, or it is not known whether all were, for a reason that is none of a single stream. */
    record Refused(Outcome.Refused outcome) implements TransactionOutcome {}

    /** Such a transaction cannot be carried out. */
    record Unfit(Reason reason, String message) implements TransactionOutcome {}

    /** The reasons for which a transaction cannot be carried out. */
    enum Reason {
        /** There is no command in it. */
        NO_COMMANDS,
        /** A stream is named twice. */
        STREAM_TWICE,
        /** It has more streams than the settings let it have. */
        TOO_MANY_STREAMS,
        /** Its streams are in different journals, which have no transaction in common. */
        DIFFERENT_JOURNALS,
        /** One of its streams keeps its latest state alone, which no transaction of events changes. */
        STATE_ALONE,
        /** One of its commands is decided on the events of several streams, to which another one adds. */
        DECIDED_TOGETHER
    }
}
