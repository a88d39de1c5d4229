package dev.recount.journal.codec;

import dev.recount.journal.EventDocument;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.json.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The one way from what the journal holds to the events of today, for the recovery of streams, time travel, the log and
 * everything that follows it. Whatever is to be laid over stored events, or held against them, is done here and nowhere
 * else, in the order bytes, header, upcast, decoded.
 */
public final class EventReader {

    private final Codecs codecs;

    EventReader(Codecs codecs) {
        this.codecs = codecs;
    }

    /**
     * Reads what a place in the journal holds as the domain's events of today; what cannot be read is returned as such,
     * so that nothing is dropped on the way.
     */
    public Recorded read(JournalEntry entry) {
        StoredEvent stored = entry.stored();
        return codecs.ofEvent(stored.manifest())
                .map(codec -> codec.events().read(stored))
                .orElseGet(() ->
                        new Recorded.Unreadable(stored, "no stream type of this server stores " + stored.manifest()));
    }

    /**
     * Takes what a place in the journal holds apart as today's events, without the domain's records, each with its data
     * as JSON. There may be several, or none. An event whose name no stream type knows any more is taken apart as it is
     * stored.
     *
     * @throws MalformedException if it is no stored event, or cannot be made into today's
     */
    public List<EventDocument> documents(JournalEntry entry) {
        StoredEvent stored = entry.stored();
        return old(stored).map(codec -> codec.events().upcast(stored)).orElseGet(() -> List.of(asStored(stored)));
    }

    /**
     * Reads what stands beside the data of an event.
     *
     * @throws MalformedException if it is no stored event
     */
    public EventHeader header(JournalEntry entry) {
        return asStored(entry.stored()).header();
    }

    /** Tells whether an event is of an earlier form, of which today's have to be made. */
    public boolean isOld(JournalEntry entry) {
        return old(entry.stored()).isPresent();
    }

    private Optional<StreamCodec<?, ?, ?>> old(StoredEvent stored) {
        return codecs.ofEvent(stored.manifest()).filter(codec -> codec.events().isOld(stored.manifest()));
    }

    private static EventDocument asStored(StoredEvent stored) {
        try {
            EventJson.Parts parts = EventJson.read(stored.payload(), null);
            return new EventDocument(EventName.parse(stored.manifest()), String.valueOf(parts.data()), parts.header());
        } catch (IOException | RuntimeException malformed) {
            throw new MalformedException("", stored.manifest() + " is not a stored event: " + malformed.getMessage());
        }
    }
}
