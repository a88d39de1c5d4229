package dev.recount.journal.migration;

import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mark of an event that a migration has copied.
 *
 * @param migration the name of the migration
 * @param from the event that it is a copy of
 * @param copied when it was copied
 * @param time when it happened, where that is before the event before it, whose time it then has
 * @param earlier the events that the other one is a copy of itself, the first one first
 */
public record Migrated(String migration, EventId from, Instant copied, Optional<Instant> time, List<EventId> earlier) {

    public Migrated {
        earlier = List.copyOf(earlier);
    }

    /** Returns the stream that it was copied from. */
    public StreamId source() {
        return from.stream();
    }

    /** Tells whether one of the events that it stands for is of these stream types. */
    public boolean isKnownTo(Set<String> streamTypes) {
        return streamTypes.contains(from.stream().type())
                || earlier.stream()
                        .anyMatch(event -> streamTypes.contains(event.stream().type()));
    }
}
