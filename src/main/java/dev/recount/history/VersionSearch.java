package dev.recount.history;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.stored.JournalReader;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the version that a stream had at a time by reading single events: as their times never decrease, each one read
 * halves what is left. Twenty are enough for a million.
 */
final class VersionSearch {

    private final JournalReader journal;
    private final EventReader reader;

    VersionSearch(JournalReader journal, EventReader reader) {
        this.journal = journal;
        this.reader = reader;
    }

    /** The result of a search. */
    sealed interface Result {

        /** The version of the last event whose time is not after the one asked for; 0 if there is none. */
        record Found(long version) implements Result {}

        /** The time of an event cannot be told, and the answer depends on it. */
        record Damaged(String problem) implements Result {}
    }

    /**
     * An event whose time cannot be told is early if one after it is; else it counts as late, until there is an earlier
     * late one.
     *
     * @throws dev.recount.database.segment.SegmentDeletedException if it was a version whose event was deleted
     */
    Result at(StreamId stream, Instant time) {
        long deleted = journal.deleted(stream).version();
        long early = deleted;
        long late = journal.lastVersion(stream) + 1;
        Optional<String> problem = Optional.empty();
        long candidate = late - 1;
        while (late - early > 1) {
            switch (look(stream, candidate, late, time)) {
                case Look.Early(var version) -> early = version;
                case Look.Late _ -> {
                    late = candidate;
                    problem = Optional.empty();
                }
                case Look.Unknown(var what) -> {
                    late = candidate;
                    problem = Optional.of(what);
                }
            }
            candidate = early + (late - early) / 2;
        }
        long found = early;
        if (found > 0 && found == deleted) {
            var _ = journal.event(stream, deleted); // fails, as nobody knows any more which of the deleted it was
        }
        return problem.<Result>map(Result.Damaged::new).orElseGet(() -> new Result.Found(found));
    }

    private sealed interface Look {

        /** This version is early, and all before it. */
        record Early(long version) implements Look {}

        record Late() implements Look {}

        record Unknown(String problem) implements Look {}
    }

    private Look look(StreamId stream, long version, long beforeVersion, Instant time) {
        Optional<String> problem = Optional.empty();
        Optional<JournalEntry> next = next(stream, version, beforeVersion);
        while (next.isPresent()) {
            JournalEntry entry = next.get();
            if (entry.version() > version && problem.isEmpty()) {
                problem = Optional.of(missing(version));
            }
            try {
                Instant happened = reader.open(entry).header().metadata().time();
                if (!happened.isAfter(time)) {
                    return new Look.Early(entry.version());
                }
                return problem.<Look>map(Look.Unknown::new).orElseGet(Look.Late::new);
            } catch (MalformedException unreadable) {
                problem = problem.or(
                        () -> Optional.of("the event of version " + entry.version() + ": " + unreadable.sentence()));
            }
            next = next(stream, entry.version() + 1, beforeVersion);
        }
        return new Look.Unknown(problem.orElseGet(() -> missing(version)));
    }

    private Optional<JournalEntry> next(StreamId stream, long version, long beforeVersion) {
        return journal.events(stream, version, 1).entries().stream()
                .filter(entry -> entry.version() < beforeVersion)
                .findFirst();
    }

    private static String missing(long version) {
        return "events are missing after version " + (version - 1);
    }
}
