package dev.recount.log;

import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All journals' logs, for one reader, page by page: each page is of whichever journal has one, and those that have one
 * take turns. So a journal with much to read does not keep the events of others waiting, nor does one whose database is
 * away or stands still.
 */
public final class LogPages {

    private static final Logger LOG = LoggerFactory.getLogger(LogPages.class);

    private static final long RETRY_MS = 500;

    private final Log log;
    private final Limit limit;
    private final List<Turn> turns;
    private int first;

    /** The most events of a page. */
    @FunctionalInterface
    public interface Limit {

        /** Returns the most events of the next page of a journal for a reader who has come to a position. */
        int of(int journal, Position reached);
    }

    /**
     * A page.
     *
     * @param entries its events, all of one journal, in order; may be none
     * @param end where the reader is after it
     * @param atHead whether nothing came after it, in any journal, when they were last read
     */
    public record Page(List<LogEntry> entries, Position end, boolean atHead) {}

    LogPages(Log log, Limit limit) {
        this.log = log;
        this.limit = limit;
        this.turns = IntStream.range(0, log.size()).mapToObj(Turn::new).toList();
    }

    /**
     * Returns the next page for a reader who has come to a position. Nothing is lost of a page that was asked for and
     * not waited for: it comes again, as long as the reader is where it was.
     *
     * @return as soon as any journal has an event; without events if none has come for a while; fails if no journal can
     *     be read
     */
    public CompletionStage<Page> next(Position reached) {
        CompletableFuture<?> any;
        synchronized (this) {
            turns.forEach(turn -> turn.ask(reached));
            for (int i = 0; i < turns.size(); i++) {
                Turn turn = turns.get((first + i) % turns.size());
                if (turn.isReady()) {
                    first = (turn.journal + 1) % turns.size();
                    return CompletableFuture.completedStage(turn.take(reached));
                }
            }
            if (turns.stream().allMatch(Turn::hasFailed)) {
                return CompletableFuture.failedStage(turns.getFirst().failure());
            }
            any = CompletableFuture.anyOf(turns.stream().map(Turn::asked).toArray(CompletableFuture[]::new));
        }
        return any.thenCompose(_ -> next(reached));
    }

    private boolean atHead() {
        return turns.stream().allMatch(turn -> turn.atHead);
    }

    /** One journal, and what was last asked of it. */
    private final class Turn {

        private final int journal;
        private LogPlace place = LogPlace.START;
        private @Nullable CompletableFuture<LogPage> page;
        private @Nullable Throwable failure;
        private @Nullable CompletableFuture<?> retry;
        private boolean atHead;

        Turn(int journal) {
            this.journal = journal;
        }

        /** Asks for the next page, unless that has been asked for; after a failure, not at once. */
        void ask(Position reached) {
            LogPlace now = reached.place(journal);
            if (page != null && page.isCompletedExceptionally()) {
                failed(page);
            }
            boolean mayAsk = retry == null || retry.isDone();
            if (mayAsk && (page == null || !place.equals(now))) {
                place = now;
                retry = null;
                page = log.journal(journal)
                        .after(reached, limit.of(journal, reached))
                        .toCompletableFuture();
                if (page.isCompletedExceptionally()) {
                    failed(page);
                }
            }
        }

        private void failed(CompletableFuture<LogPage> failed) {
            Throwable why = cause(failed);
            if (failure == null && turns.size() > 1) {
                LOG.warn("Journal {} cannot be read now, and others can: {}", journal + 1, why.toString());
            }
            failure = why;
            atHead = false;
            page = null;
            retry = new CompletableFuture<>().completeOnTimeout(null, RETRY_MS, TimeUnit.MILLISECONDS);
        }

        private static Throwable cause(CompletableFuture<LogPage> failed) {
            Throwable why = failed.exceptionNow();
            return why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        }

        boolean isReady() {
            return page != null && page.isDone();
        }

        boolean hasFailed() {
            return page == null && failure != null;
        }

        Throwable failure() {
            return new CompletionException(failure);
        }

        /** Completes, however it does, once it is worth a look again. */
        CompletableFuture<?> asked() {
            CompletableFuture<?> next = page != null ? page : retry;
            return next == null ? CompletableFuture.completedFuture(this) : next.handle((_, _) -> this);
        }

        Page take(Position reached) {
            LogPage read = page == null ? new LogPage(new ArrayList<>(), false) : page.join();
            failure = null;
            atHead = read.atHead();
            if (read.entries().isEmpty()) {
                page = null;
            }
            return new Page(read.entries(), read.end(reached), atHead());
        }
    }
}
