package dev.recount.journal.correction;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A statement of how a stream's events are to be read from now on. */
public sealed interface Correction {

    /** The name of the event that a correction is stored as. No record's name has a dot, so that no other has it. */
    String EVENT = "recount.Corrected";

    /** The name of the event that proposed corrections are stored as. */
    String PROPOSED = "recount.Proposed";

    /** The name of the event that an approval is stored as. */
    String APPROVED = "recount.Approved";

    /** The names of all events that corrections and what is about them are stored as. */
    Set<String> EVENTS = Set.of(EVENT, PROPOSED, APPROVED);

    /** The name under which commands to correct are recorded. */
    String COMMAND = "recount.Correct";

    /** The revision of the stored form. */
    int REVISION = 1;

    /** Returns why it was made. */
    String reason();

    /** Returns the version that it speaks of. */
    long version();

    /**
     * An event is to be read as these.
     *
     * @param version the version of an event, or of an earlier correction, whose events these are in the place of
     * @param read the events; none to leave it out
     */
    record Instead(long version, List<CorrectedEvent> read, String reason) implements Correction {
        public Instead {
            read = List.copyOf(read);
        }
    }

    /**
     * These events are to be read after another one.
     *
     * @param version the version of that event
     * @param read the events, of which there is at least one
     */
    record After(long version, List<CorrectedEvent> read, String reason) implements Correction {
        public After {
            read = List.copyOf(read);
        }
    }

    /**
     * An earlier correction does not hold any more.
     *
     * @param version the version of that correction
     */
    record Withdrawn(long version, String reason) implements Correction {}

    /**
     * Corrections wait to be approved by somebody else; until then they change nothing in how events are read.
     *
     * @param corrections the corrections as they will be recorded once they are approved, of which there is at least
     *     one
     */
    record Proposed(List<Correction> corrections) implements Correction {
        public Proposed {
            corrections = List.copyOf(corrections);
        }

        @Override
        public String reason() {
            return corrections.getFirst().reason();
        }

        @Override
        public long version() {
            return corrections.getFirst().version();
        }
    }

    /**
     * Proposed corrections are approved, and come next, recorded by the same command.
     *
     * @param version the version of the proposal
     * @param reason why they are approved; may be empty
     */
    record Approved(long version, String reason) implements Correction {}

    /** Returns the same with what is made of each event that it gives. */
    default Correction map(UnaryOperator<CorrectedEvent> change) {
        return switch (this) {
            case Instead(var version, var read, var reason) ->
                new Instead(version, read.stream().map(change).toList(), reason);
            case After(var version, var read, var reason) ->
                new After(version, read.stream().map(change).toList(), reason);
            case Proposed(var corrections) ->
                new Proposed(corrections.stream().map(each -> each.map(change)).toList());
            case Withdrawn _, Approved _ -> this;
        };
    }

    /** Returns the name of the event that it is stored as. */
    default String event() {
        return switch (this) {
            case Instead _, After _, Withdrawn _ -> EVENT;
            case Proposed _ -> PROPOSED;
            case Approved _ -> APPROVED;
        };
    }

    /** Returns the name under which it is stored in a stream of a type. */
    default String storedName(String streamType) {
        return streamType + "." + event() + "/" + REVISION;
    }

    /** Tells whether an event that is stored under this name is a correction that may change how others are read. */
    static boolean isStoredAs(String storedName) {
        return isStoredAs(EVENT, storedName);
    }

    /** Tells whether an event that is stored under this name holds corrections that wait to be approved. */
    static boolean isProposal(String storedName) {
        return isStoredAs(PROPOSED, storedName);
    }

    /** Tells whether an event that is stored under this name is a correction, or is about some. */
    static boolean isReserved(String storedName) {
        return isStoredAs(storedName) || isProposal(storedName) || isStoredAs(APPROVED, storedName);
    }

    private static boolean isStoredAs(String event, String storedName) {
        int dot = storedName.indexOf('.');
        int slash = dot + 1 + event.length();
        return storedName.startsWith(event, dot + 1) && storedName.startsWith("/", slash);
    }
}
