package dev.recount.journal.migration;

import dev.recount.model.StreamId;
import java.util.List;

/**
 * The last event of a stream that goes on elsewhere.
 *
 * @param migration the name of the migration that has copied it
 * @param to the streams in which it goes on; none, where nothing of it was copied
 */
public record Moved(String migration, List<StreamId> to) {

    /** The name of the event. No record's name has a dot, so that no other has it. */
    public static final String EVENT = "recount.Moved";

    /** The revision of the stored form. */
    public static final int REVISION = 1;

    public Moved {
        to = List.copyOf(to);
    }

    /** Returns the name under which it is stored in a stream of a type. */
    public static String storedName(String streamType) {
        return streamType + "." + EVENT + "/" + REVISION;
    }

    /** Tells whether an event that is stored under this name is such an event. */
    public static boolean isStoredAs(String storedName) {
        int event = storedName.indexOf('.') + 1;
        return storedName.startsWith(EVENT, event) && storedName.startsWith("/", event + EVENT.length());
    }
}
