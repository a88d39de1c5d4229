package dev.recount.server.storage;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.stored.JournalReader;
import dev.recount.server.settings.UnreadablePolicy;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that the journal holds and no code reads any more, as after an event's record was removed without an
 * upcaster, or a domain is not served.
 *
 * @param counts how many events there are, by the name that they are stored under
 */
record UnreadableEvents(SortedMap<String, Long> counts) {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEvents.class);

    /** Looks for them; events are counted only if there are any. */
    static UnreadableEvents find(JournalReader journal, Codecs codecs) {
        var counts = new TreeMap<String, Long>();
        for (String name : journal.storedNames()) {
            if (!codecs.canRead(name)) {
                counts.put(name, journal.count(name));
            }
        }
        counts.values().removeIf(count -> count == 0);
        return new UnreadableEvents(counts);
    }

    /**
     * Does about them what is to be done.
     *
     * @throws DatabaseException if there are any, and there may not be
     */
    void see(UnreadablePolicy what) {
        if (counts.isEmpty()) {
            return;
        }
        String found = "the journal holds events that no event of today and no upcaster reads: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", "));
        switch (what) {
            case ALLOW -> LOG.warn("{}; the streams that hold them cannot go on", found);
            case REFUSE ->
                throw new DatabaseException(found
                        + ". Serve the domain that they belong to, or give its stream type upcasters for them; or set"
                        + " recount.journal.unreadable-events = allow, and the streams that hold them cannot go on");
        }
    }
}
