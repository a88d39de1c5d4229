package dev.recount.replay.world;

import dev.recount.journal.correction.Corrections;
import dev.recount.log.LogEntry;
import dev.recount.model.StreamId;
import java.util.Map;

/**
 * The ways in which events are read that were corrected: on the side of the record, and on that of the world.
 *
 * @param recorded the corrections of streams, as those ask that are laid over on the side of the record
 * @param other the same on the side of the world
 */
public record Readings(Map<StreamId, Corrections> recorded, Map<StreamId, Corrections> other) {

    public Readings {
        recorded = Map.copyOf(recorded);
        other = Map.copyOf(other);
    }

    /** Returns an event as it is read on the side of the record. */
    LogEntry recorded(LogEntry entry) {
        return read(entry, recorded);
    }

    /** Returns an event as it is read on the side of the world. */
    LogEntry other(LogEntry entry) {
        return read(entry, other);
    }

    private static LogEntry read(LogEntry entry, Map<StreamId, Corrections> corrections) {
        return entry.isCorrection() ? entry : entry.with(corrections.getOrDefault(entry.stream(), Corrections.NONE));
    }
}
