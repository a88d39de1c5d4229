package dev.recount.http.events;

import dev.recount.journal.log.Log;
import dev.recount.journal.log.LogEntry;
import dev.recount.journal.log.Position;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How far a reader of the log is, and how it gets on: first as fast as it can, then as events come. */
sealed interface LogCursor {

    /** The most events of one step, so that a step is small whatever the events' size. */
    int STEP = 100;

    /** Returns the position up to which the reader has seen everything that it wants. */
    Position reached();

    /** Returns the next events, in order, and where the reader is after them. */
    CompletionStage<Step> next(Log log);

    /**
     * A step.
     *
     * @param entries what was found on the way; may be none
     */
    record Step(List<LogEntry> entries, LogCursor then) {}

    /** Begins to read after a position: the whole log, or one stream of it. */
    static CompletionStage<LogCursor> after(Position position, Optional<StreamId> stream, Log log) {
        return stream.<CompletionStage<LogCursor>>map(one -> log.ask(reader -> reader.versionAt(one, position))
                        .thenApply(version -> new InStream(one, version, position)))
                .orElseGet(() -> CompletableFuture.completedStage(new InLog(position)));
    }

    /** A reader that has caught up, and waits for what comes next. */
    sealed interface Live extends LogCursor {}

    /** A reader of the whole log that is behind. */
    record InLog(Position reached) implements LogCursor {

        @Override
        public CompletionStage<Step> next(Log log) {
            return log.ask(reader -> reader.read(reached, STEP)).thenApply(page -> {
                Position last = page.end(reached);
                return new Step(page.entries(), page.atHead() ? new LiveLog(last) : new InLog(last));
            });
        }
    }

    /** A reader of the whole log that waits for new events. */
    record LiveLog(Position reached) implements Live {

        @Override
        public CompletionStage<Step> next(Log log) {
            return log.after(reached, STEP).thenApply(page -> new Step(page.entries(), new LiveLog(page.end(reached))));
        }
    }

    /**
     * A reader of one stream that is behind, and reads nothing but that stream.
     *
     * @param version the version of the last event seen
     */
    record InStream(StreamId stream, long version, Position reached) implements LogCursor {

        @Override
        public CompletionStage<Step> next(Log log) {
            // Asked before the stream is: what is up to the head now is then among what is found.
            Position head = log.head();
            return log.ask(reader -> reader.readStream(stream, version, STEP)).thenApply(page -> {
                Position last = page.end(reached);
                long seen = lastVersion(page.entries(), version);
                return new Step(
                        page.entries(),
                        page.atHead()
                                ? new LiveStream(stream, seen, head, later(last, head))
                                : new InStream(stream, seen, last));
            });
        }
    }

    /**
     * A reader of one stream that waits for new events of the log, and passes over those of other streams and those that it saw
     * while it was behind.
     *
     * @param version the version of the last event seen
     * @param scanned how far the log was followed
     */
    record LiveStream(StreamId stream, long version, Position scanned, Position reached) implements Live {

        @Override
        public CompletionStage<Step> next(Log log) {
            if (!log.covers(scanned)) {
                return new InStream(stream, version, reached).next(log);
            }
            return log.after(scanned, STEP).thenApply(page -> {
                List<LogEntry> found = page.entries().stream()
                        .filter(entry -> entry.stream().equals(stream) && entry.version() > version)
                        .toList();
                Position last = page.end(scanned);
                long seen = lastVersion(found, version);
                return new Step(found, new LiveStream(stream, seen, last, later(reached, last)));
            });
        }
    }

    private static long lastVersion(List<LogEntry> entries, long otherwise) {
        return entries.isEmpty() ? otherwise : entries.getLast().version();
    }

    private static Position later(Position one, Position other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
