package dev.recount.replay.regression;

import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A decision of a stream, with everything that it takes to make it again once those before it have happened.
 *
 * @param version the version that it was decided at; of a rejection it may be unknown
 * @param isHistory whether it is here only for the state that it leads to, and is not to be decided again
 * @param command the command; nothing where it is not on record
 * @param outcome the outcome on record
 */
public record DecidedStep(
        StreamId stream,
        OptionalLong version,
        boolean isHistory,
        Metadata metadata,
        Optional<Command> command,
        Outcome outcome) {

    /**
     * A command on record.
     *
     * @param revision the revision of its form
     * @param data its fields as JSON, if they are on record
     * @param rules the fingerprint of the rules that decided on it, if that is on record
     */
    public record Command(String id, String name, int revision, Optional<String> data, Optional<String> rules) {}

    /** The outcome of a decision. */
    public sealed interface Outcome {}

    /**
     * The command was accepted.
     *
     * @param lastVersion the version of the last event
     * @param events the events, in order; several may have one version, and versions may have none
     */
    public record Accepted(long lastVersion, List<Event> events) implements Outcome {

        public Accepted {
            events = List.copyOf(events);
        }

        /** Returns the events of a version. */
        List<Event> of(long version) {
            return events.stream().filter(event -> event.version == version).toList();
        }
    }

    /** The command was rejected. */
    public record Rejected(String reason, String message) implements Outcome {}

    /**
     * An event.
     *
     * @param type its type, such as {@code account.Deposited}
     * @param revision the revision of its form
     * @param data its fields as JSON; nothing where they could not be read
     */
    public record Event(long version, String type, int revision, Optional<String> data) {

        @Override
        public String toString() {
            return type.substring(type.indexOf('.') + 1)
                    + data.map(fields -> " " + fields).orElse(" (unreadable)");
        }
    }

    /** Returns the same as what leads to a state alone. */
    DecidedStep asHistory() {
        return new DecidedStep(stream, version, true, metadata, command, outcome);
    }
}
