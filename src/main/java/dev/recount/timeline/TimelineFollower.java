package dev.recount.timeline;

import dev.recount.cluster.singleton.BackgroundWork;
import dev.recount.database.Database;
import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.journal.EventHeader;
import dev.recount.journal.codec.Codecs;
import dev.recount.json.MalformedException;
import dev.recount.log.Log;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPages;
import dev.recount.log.position.Position;
import dev.recount.projection.Epoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one follower of the log that counts its events over time, on one node of the cluster. It takes no more than one
 * small transaction a second from writers, however many events come.
 */
public final class TimelineFollower extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(TimelineFollower.class);

    private static final int BATCH = 1_000;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Log log;
    private final Set<String> settling;
    private final TimelineTable table;

    /**
     * Prepares to follow.
     *
     * @param home the database that keeps what is counted
     */
    public TimelineFollower(Log log, Codecs codecs, Database home, Clock clock) {
        super("timeline");
        this.log = log;
        this.settling = Marks.settling(codecs);
        this.table = new TimelineTable(home, clock);
    }

    @Override
    protected Turn begin() {
        return new Following();
    }

    /** The following from one start to the next stop. */
    private final class Following implements Turn {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final CompletableFuture<Boolean> toEnd = new CompletableFuture<>();
        private String told = "";

        @Override
        public void end() {
            ended.countDown();
            toEnd.complete(true);
        }

        @Override
        public void run() {
            try {
                do {
                    tryToFollow();
                } while (!isToEnd());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isToEnd() throws InterruptedException {
            return ended.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void tryToFollow() throws InterruptedException {
            try {
                follow();
            } catch (RuntimeException failure) {
                if (!told.equals(failure.toString())) {
                    told = failure.toString();
                    LOG.warn("The events of the log could not be counted; that is tried again: {}", told);
                }
            }
        }

        private void follow() throws InterruptedException {
            Epoch epoch = table.takeOver();
            Position reached = table.position();
            RulesUse rules = table.rules();
            LogPages pages = log.pages((_, _) -> BATCH);
            boolean isEnding = false;
            while (!isEnding) {
                CompletableFuture<LogPages.Page> next = pages.next(reached).toCompletableFuture();
                CompletableFuture.anyOf(next, toEnd).join();
                if (toEnd.isDone()) {
                    return;
                }
                LogPages.Page page = next.join();
                if (!page.entries().isEmpty()) {
                    count(epoch, page, rules);
                    reached = page.end();
                    told = "";
                }
                isEnding = page.entries().size() < BATCH && isToEnd();
            }
        }

        private void count(Epoch epoch, LogPages.Page page, RulesUse rules) {
            var counts = new Counts();
            var marks = new Marks(settling, rules);
            for (LogEntry entry : page.entries()) {
                Optional<EventHeader> header = header(entry);
                header.ifPresent(known -> marks.add(entry, known));
                counts.add(entry, header.map(known -> known.metadata().time()).orElseGet(() -> recorded(entry)));
            }
            table.add(epoch, counts, marks, rules.changes(), page.end());
        }
    }

    /** What was deleted, or is damaged, does not tell when it happened. */
    private static Optional<EventHeader> header(LogEntry entry) {
        try {
            return Optional.of(entry.header());
        } catch (SegmentDeletedException | MalformedException untold) {
            return Optional.empty();
        }
    }

    private Instant recorded(LogEntry entry) {
        return log.reader()
                .recordedAt(entry.stream(), entry.version())
                .orElseThrow(() -> new IllegalStateException(entry + " is not in its journal any more"));
    }
}
