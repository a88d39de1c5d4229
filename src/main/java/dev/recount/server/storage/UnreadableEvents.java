package dev.recount.server.storage;

import dev.recount.database.sql.DatabaseException;
import dev.recount.server.settings.UnreadablePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that the journal holds and no code reads any more: that of their name is gone, as after an event's record
 * was removed without an upcaster or where a domain is not served, or it has become another.
 *
 * @param unknown how many events there are of names that nothing reads
 * @param unfit what is known of events of names that are read, but not these
 */
record UnreadableEvents(NavigableMap<String, Long> unknown, NavigableMap<String, Unfit> unfit) {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEvents.class);

    /**
     * Events of one name.
     *
     * @param count how many cannot be read
     * @param obstacle what stands in the way, and what to do about it
     */
    record Unfit(long count, String obstacle) {}

    /**
     * Does about them what is to be done.
     *
     * @throws DatabaseException if there are any, and there may not be
     */
    void see(UnreadablePolicy what) {
        List<String> problems = problems();
        if (problems.isEmpty()) {
            return;
        }
        String found = String.join(". ", problems);
        switch (what) {
            case ALLOW -> LOG.warn("{}; the streams that hold them cannot go on", found);
            case REFUSE ->
                throw new DatabaseException(
                        found
                                + "; or set recount.journal.unreadable-events = allow, and the streams that hold them cannot go on");
        }
    }

    private List<String> problems() {
        var problems = new ArrayList<String>();
        if (!unknown.isEmpty()) {
            problems.add("the journal holds events that no event of today and no upcaster reads: "
                    + unknown.entrySet().stream()
                            .map(entry -> counted(entry.getKey(), entry.getValue()))
                            .collect(Collectors.joining(", "))
                    + ". Serve the domain that they belong to, or give its stream type upcasters for them");
        }
        if (!unfit.isEmpty()) {
            problems.add("the journal holds events that today's code does not fit: "
                    + unfit.entrySet().stream()
                            .map(entry ->
                                    counted(entry.getKey(), entry.getValue().count()) + ", "
                                            + entry.getValue().obstacle())
                            .collect(Collectors.joining("; ")));
        }
        return problems;
    }

    private static String counted(String name, long count) {
        return name + " (" + count + ")";
    }
}
