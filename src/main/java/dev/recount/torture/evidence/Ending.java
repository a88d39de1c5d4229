package dev.recount.torture.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The contents of the server when all was quiet again.
 *
 * @param unsettled the parts that did not become quiet in time
 */
public record Ending(
        List<LoggedEvent> log,
        List<ViewRow> rows,
        List<EndState> states,
        List<Holder> holders,
        List<Held> held,
        List<Finding> found,
        List<Unsettled> unsettled) {

    public Ending {
        log = List.copyOf(log);
        rows = List.copyOf(rows);
        states = List.copyOf(states);
        holders = List.copyOf(holders);
        held = List.copyOf(held);
        found = List.copyOf(found);
        unsettled = List.copyOf(unsettled);
    }

    /**
     * An event of the log, in the order of the log.
     *
     * @param id as {@code type/id@version}
     * @param stream as {@code type/id}
     * @param time when it happened, as the server wrote it
     */
    public record LoggedEvent(
            String position,
            String id,
            String stream,
            long version,
            String type,
            String time,
            String command,
            String principal,
            String previousHash,
            JsonNode data) {}

    /** A row of a view. */
    public record ViewRow(String view, JsonNode row) {}

    /** A stream's state. */
    public record EndState(String stream, long version, JsonNode state) {}

    /**
     * The stream that holds a value, as the server tells.
     *
     * @param stream empty if none does
     */
    public record Holder(String name, String value, String stream) {}

    /**
     * The number of values of a name that are held, and of streams that hold one that another holds, as the server
     * tells.
     */
    public record Held(String name, long values, long duplicates) {}

    /** A finding of {@code recount verify} in the database. */
    public record Finding(String stream, long version, String problem) {}

    /** A part of the cluster that was still not quiet after all faults were undone and a while had passed. */
    public record Unsettled(String what) {}
}
