package dev.recount.replay;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.migration.Moved;
import dev.recount.model.StreamId;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The part that migrations have in a stream: how far others have been copied into it, and where it has gone itself.
 * Immutable.
 *
 * @param copied the version of the last event of each stream of which it has copies
 * @param moved where it has gone, if it has
 */
public record Moves(PMap<StreamId, Long> copied, Optional<Moved> moved) {

    /** A stream that no migration has to do with. */
    public static final Moves NONE = new Moves(HashTreePMap.empty(), Optional.empty());

    /** Tells whether the events of a stream were copied up to a version. */
    public boolean hasCopied(StreamId source, long version) {
        return copied.getOrDefault(source, 0L) >= version;
    }

    /**
     * Returns the same after one more event.
     *
     * @throws dev.recount.json.MalformedException if it cannot be read
     */
    Moves after(RecordedEvent event) {
        Moves after = event.header()
                .migrated()
                .map(mark -> new Moves(copied.plus(mark.source(), mark.from().version()), moved))
                .orElse(this);
        return EventReader.moved(event)
                .map(gone -> new Moves(after.copied, Optional.of(gone)))
                .orElse(after);
    }
}
