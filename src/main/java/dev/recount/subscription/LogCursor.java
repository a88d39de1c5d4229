package dev.recount.subscription;

import dev.recount.log.Log;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPages;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The point that a reader of the log has reached, and the way on from there: first as fast as it can, then as events
 * come.
 */
public sealed interface LogCursor {

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
        return stream.<CompletionStage<LogCursor>>map(
                        one -> log.ask(one, (reader, asked) -> reader.versionAt(asked, position))
                                .thenApply(version -> new InStream(one, version, position)))
                .orElseGet(() -> CompletableFuture.completedStage(InLog.begin(position, log)));
    }

    /** A reader that has caught up, and waits for what comes next. */
    sealed interface Live extends LogCursor {

        /** Returns why it has not caught up everywhere, where a journal could not be read. */
        default Optional<Throwable> missing() {
            return Optional.empty();
        }
    }

    /**
     * A reader of the whole log that is behind. It reads the journals in turn, and leaves one that cannot be read for
     * later, unless none can.
     *
     * @param behind the journals that it has not caught up with
     * @param failed how many could not be read
     */
    record InLog(Position reached, List<Integer> behind, int failed, Optional<Throwable> missing) implements LogCursor {

        static InLog begin(Position position, Log log) {
            return new InLog(position, IntStream.range(0, log.size()).boxed().toList(), 0, Optional.empty());
        }

        @Override
        public CompletionStage<Step> next(Log log) {
            int journal = behind.getFirst();
            return log.journal(journal).read(reached, STEP).handle((page, failure) -> {
                if (failure == null) {
                    return new Step(page.entries(), then(page.end(reached), page.atHead(), log));
                } else if (failed + 1 == log.size()) {
                    throw wrapped(failure);
                }
                var without = new InLog(reached, behind, failed + 1, Optional.of(failure));
                return new Step(List.of(), without.then(reached, true, log));
            });
        }

        private static CompletionException wrapped(Throwable failure) {
            return failure instanceof CompletionException already ? already : new CompletionException(failure);
        }

        private LogCursor then(Position now, boolean done, Log log) {
            List<Integer> left = new ArrayList<>(behind.subList(1, behind.size()));
            if (!done) {
                left.add(behind.getFirst());
            }
            return left.isEmpty()
                    ? new LiveLog(now, log.pages((_, _) -> STEP), missing)
                    : new InLog(now, left, failed, missing);
        }
    }

    /** A reader of the whole log that waits for new events. */
    record LiveLog(Position reached, LogPages pages, Optional<Throwable> missing) implements Live {

        @Override
        public CompletionStage<Step> next(Log log) {
            return pages.next(reached)
                    .thenApply(page -> new Step(page.entries(), new LiveLog(page.end(), pages, missing)));
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
            return log.ask(stream, (reader, asked) -> reader.readStream(asked, version, STEP))
                    .thenApply(page -> {
                        Position last = page.end(reached);
                        long seen = lastVersion(page.entries(), version);
                        return new Step(
                                page.entries(),
                                page.atHead()
                                        ? new LiveStream(stream, seen, head, last.join(head))
                                        : new InStream(stream, seen, last));
                    });
        }
    }

    /**
     * A reader of one stream that waits for new events of its journal, and passes over those of other streams and those
     * that it saw while it was behind.
     *
     * @param version the version of the last event seen
     * @param scanned how far the journal's log was followed
     */
    record LiveStream(StreamId stream, long version, Position scanned, Position reached) implements Live {

        @Override
        public CompletionStage<Step> next(Log log) {
            if (!log.journal(stream).covers(scanned)) {
                return new InStream(stream, version, reached).next(log);
            }
            return log.journal(stream).after(scanned, STEP).thenApply(page -> {
                List<LogEntry> found = page.entries().stream()
                        .filter(entry -> entry.stream().equals(stream) && entry.version() > version)
                        .toList();
                Position last = page.end(scanned);
                long seen = lastVersion(found, version);
                return new Step(found, new LiveStream(stream, seen, last, reached.join(last)));
            });
        }
    }

    private static long lastVersion(List<LogEntry> entries, long otherwise) {
        return entries.isEmpty() ? otherwise : entries.getLast().version();
    }
}
