package dev.recount.migration;

import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.migration.Moved;
import dev.recount.log.LogEntry;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events that are to be copied, of which those of a stream that have come together are copied together. */
final class Originals {

    private final Rule rule;
    private final Coming coming = new Coming();

    Originals(Rule rule) {
        this.rule = rule;
    }

    /**
     * An event that is to be copied, with what becomes of it.
     *
     * @param copies the events that it becomes, by the streams that they go into
     */
    record Original(long version, RecordedEvent event, Map<StreamId, List<Object>> copies) {}

    /** Notes that an event has come, which waits for those of its stream before it. */
    void coming(LogEntry entry) {
        coming.add(entry);
    }

    /** Notes that the turn of an event has come. */
    void seenTo(LogEntry entry) {
        coming.seenTo(entry);
    }

    /**
     * Returns an event, and those of its stream that have come after it: to copy them at once is what lets a migration
     * catch up with a stream that is written to without a pause.
     *
     * @throws CopyException if the first cannot be copied
     */
    List<Original> from(LogEntry entry, Corrections corrections) {
        var originals = new ArrayList<>(List.of(original(entry.with(corrections))));
        for (LogEntry each : coming.after(entry)) {
            Optional<Original> next = next(each.with(corrections));
            if (next.isEmpty()) {
                break;
            }
            originals.add(next.get());
        }
        return originals;
    }

    /** Returns an event, but for one that cannot be copied or speaks of others: that is seen to in its turn. */
    private Optional<Original> next(LogEntry entry) {
        if (entry.isReserved() || Moved.isStoredAs(entry.stored().manifest())) {
            return Optional.empty();
        }
        try {
            return Optional.of(original(entry));
        } catch (CopyException notYet) {
            return Optional.empty();
        }
    }

    private Original original(LogEntry entry) {
        return switch (entry.recorded()) {
            case Recorded.Unreadable(var _, var problem) -> throw new CopyException("it cannot be read: " + problem);
            case RecordedEvent event ->
                new Original(entry.version(), event, rule.copies(entry.stream(), entry.version(), event));
        };
    }
}
