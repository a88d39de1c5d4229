package dev.recount.history;

import dev.recount.journal.EventDocument;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.jdbc.JournalReader;
import dev.recount.journal.json.MalformedException;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the version that a stream had at a time by reading single events: as their times never decrease, each one read halves what is
 * left. Twenty are enough for a million.
 */
final class VersionSearch {

    private final JournalReader journal;

    VersionSearch(JournalReader journal) {
        this.journal = journal;
    }

    /** What a search found. */
    sealed interface Result {

        /** The version of the last event whose time is not after the one asked for; 0 if there is none. */
        record Found(long version) implements Result {}

        /** The time of the event after this version cannot be told, and the answer depends on it. */
        record Damaged(long version, String problem) implements Result {}
    }

    /** An event that cannot be read counts as late, until it turns out that all before it are early. */
    Result at(StreamId stream, Instant time) {
        long early = 0;
        long late = journal.lastVersion(stream) + 1;
        Optional<String> problem = Optional.empty();
        long candidate = late - 1;
        while (late - early > 1) {
            switch (look(stream, candidate, time)) {
                case Look.Early _ -> early = candidate;
                case Look.Late _ -> {
                    late = candidate;
                    problem = Optional.empty();
                }
                case Look.Unreadable(var what) -> {
                    late = candidate;
                    problem = Optional.of(what);
                }
            }
            candidate = early + (late - early) / 2;
        }
        long found = early;
        return problem.<Result>map(what -> new Result.Damaged(found, what)).orElseGet(() -> new Result.Found(found));
    }

    private sealed interface Look {
        record Early() implements Look {}

        record Late() implements Look {}

        record Unreadable(String what) implements Look {}
    }

    private Look look(StreamId stream, long version, Instant time) {
        Optional<StoredEvent> stored = journal.event(stream, version);
        if (stored.isEmpty()) {
            return new Look.Unreadable("events are missing after version " + (version - 1));
        }
        try {
            return EventDocument.of(stored.get()).metadata().time().isAfter(time) ? new Look.Late() : new Look.Early();
        } catch (MalformedException unreadable) {
            return new Look.Unreadable("the event of version " + version + ": " + unreadable.getMessage());
        }
    }
}
