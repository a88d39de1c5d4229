package dev.recount.migration;

import dev.recount.handler.Follower.Pending;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.projection.ProjectionProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread beside one share of a migration: it sees when that has caught up, and then ends the old streams that have
 * no further event at which they would be ended.
 */
final class Closer {

    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);
    private static final Duration CLOSE_BY = Duration.ofSeconds(10);
    private static final Duration BRIEF = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Streams that come later are ended by their own events; this is for those of which one could not be. */
    private static final Duration LONG_PAUSE = Duration.ofMinutes(1);

    private static final int PAGE = 500;
    private static final int AT_A_TIME = 32;

    private final Rule rule;
    private final int journal;
    private final MigrationServices services;
    private final Ending ending;
    private final CopiedCount copied;
    private final ProjectionProgress progress;
    private final Pending pending;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    Closer(
            Rule rule,
            int journal,
            MigrationServices services,
            Ending ending,
            CopiedCount copied,
            ProjectionProgress progress,
            Pending pending) {
        this.rule = rule;
        this.journal = journal;
        this.services = services;
        this.ending = ending;
        this.copied = copied;
        this.progress = progress;
        this.pending = pending;
        this.thread =
                Thread.ofVirtual().name("migration-" + rule.migration().name()).start(this::run);
    }

    /** Ends it, and waits until it has ended. */
    void end() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean hasCaughtUp = false;
        Duration pause = Duration.ZERO;
        while (!hasEndedAfter(pause)) {
            try {
                copied.note();
                if (!hasCaughtUp) {
                    hasCaughtUp = catchUp();
                    pause = BRIEF;
                } else if (!ending.isDue()) {
                    hasCaughtUp = isStillCaughtUp();
                    pause = BRIEF;
                } else {
                    // The others may not have noticed yet that streams are to be ended at their events.
                    pause = hasEndedAfter(Ending.NOTICE.multipliedBy(2)) || closeAll() ? LONG_PAUSE : PAUSE;
                }
            } catch (RuntimeException notNow) {
                LOG.warn("{} cannot end streams now: {}", rule.migration(), notNow.toString());
                pause = PAUSE;
            }
        }
    }

    private boolean hasEndedAfter(Duration pause) {
        try {
            return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    /** Tells whether nothing has had to be put off while others were on their way. */
    private boolean isStillCaughtUp() {
        if (pending.any()) {
            services.table().fallBehind(rule.migration().name(), journal);
            return false;
        }
        return true;
    }

    /** Waits for the end of the log as it is now; tells whether it was close by, and nothing has still to be copied. */
    private boolean catchUp() {
        long begun = System.nanoTime();
        if (!reach(services.log().reader().head(journal))
                || System.nanoTime() - begun > CLOSE_BY.toNanos()
                || pending.any()) {
            return false;
        }
        services.table().catchUp(rule.migration().name(), journal);
        return true;
    }

    /** Waits until all up to a position has been seen to; tells whether it has. */
    private boolean reach(Position position) {
        var reached = progress.reached(position).toCompletableFuture();
        while (!reached.isDone()) {
            if (hasEndedAfter(BRIEF)) {
                reached.cancel(false);
                return false;
            }
            copied.note();
        }
        return true;
    }

    /** Ends all streams that have been copied; tells whether none is left. */
    private boolean closeAll() {
        if (!reach(services.log().reader().head(journal))) {
            return false;
        }
        boolean all = true;
        String type = rule.migration().from().name();
        String after = "";
        List<String> page;
        do {
            page = services.moved().remaining(journal, type, after, PAGE);
            all &= close(page.stream().map(id -> new StreamId(type, id)).toList());
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == PAGE && ended.getCount() > 0);
        return all;
    }

    private boolean close(List<StreamId> streams) {
        var free = new Semaphore(AT_A_TIME);
        var all = new AtomicBoolean(true);
        var threads = new ArrayList<Thread>();
        for (StreamId stream : streams) {
            free.acquireUninterruptibly();
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    if (!close(stream)) {
                        all.set(false);
                    }
                } finally {
                    free.release();
                }
            }));
        }
        for (Thread each : threads) {
            try {
                each.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return all.get();
    }

    /** All that a stream had at the position that was reached has been copied, unless it is pending. */
    private boolean close(StreamId stream) {
        try {
            long version = services.log().reader().versionAt(stream, progress.position());
            return version > 0 && !pending.of(stream) && ending.end(stream, version);
        } catch (RuntimeException notNow) {
            LOG.warn("{} cannot end {} now: {}", rule.migration(), stream, notNow.toString());
            return false;
        }
    }
}
