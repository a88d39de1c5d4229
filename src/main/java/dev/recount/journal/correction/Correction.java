package dev.recount.journal.correction;

import java.util.List;

/** A statement of how a stream's events are to be read from now on. */
public sealed interface Correction {

    /** The name of the event that a correction is stored as. No record's name has a dot, so that no other has it. */
    String EVENT = "recount.Corrected";

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

    /** Returns the name under which corrections of a stream type's streams are stored. */
    static String storedName(String streamType) {
        return streamType + "." + EVENT + "/" + REVISION;
    }

    /** Tells whether an event that is stored under this name is a correction. */
    static boolean isStoredAs(String storedName) {
        int dot = storedName.indexOf('.');
        return storedName.startsWith(EVENT + "/", dot + 1);
    }
}
