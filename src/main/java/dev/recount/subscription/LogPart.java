package dev.recount.subscription;

import dev.recount.journal.EventDocument;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event of the log as readers get it: what is stored as one event of an earlier form may be several of today's, or
 * none.
 *
 * @param before where the reader was before it
 * @param number which of the entry's events it is, from 1
 * @param isLast whether it is the last of them
 * @param type its type today, such as {@code account.Deposited}; without a dot if it may be any
 * @param taken the event, if it has been taken apart already
 */
public record LogPart(LogEntry entry, Bookmark before, int number, boolean isLast, String type, Optional<Taken> taken) {

    /**
     * The event as it was taken apart.
     *
     * @param erasures how many erasures were known then: after another one it is taken apart anew
     */
    record Taken(EventDocument document, int erasures) {}

    /** Returns the events that an entry of the log is to a reader who has come to it. */
    static List<LogPart> of(LogEntry entry, Bookmark before) {
        if (!entry.isOld()) {
            return List.of(new LogPart(entry, before, 1, true, entry.stored().type(), Optional.empty()));
        }
        int erasures = entry.erasures();
        List<EventDocument> documents;
        try {
            documents = entry.documents();
        } catch (MalformedException damaged) {
            return List.of(new LogPart(entry, before, 1, true, "unreadable", Optional.empty()));
        }
        var parts = new ArrayList<LogPart>(documents.size());
        for (EventDocument document : documents) {
            int number = parts.size() + 1;
            parts.add(new LogPart(
                    entry,
                    before,
                    number,
                    number == documents.size(),
                    document.name().type(),
                    Optional.of(new Taken(document, erasures))));
        }
        return parts;
    }

    /** Returns how far a reader has come that has got it. */
    public Bookmark bookmark() {
        return isLast ? before.after(entry) : before.within(entry, number);
    }

    /**
     * Returns the event with its data as JSON.
     *
     * @throws MalformedException if what is stored cannot be read
     */
    public EventDocument read() {
        return taken.filter(known -> known.erasures == entry.erasures())
                .map(Taken::document)
                .orElseGet(() -> entry.documents().get(number - 1));
    }

    /** Returns its name. */
    public EventId id() {
        return new EventId(entry.stream(), entry.version(), number);
    }
}
