package dev.recount.journal.log;

import dev.recount.journal.jdbc.JournalException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that follows the head of the log of one journal. */
final class Head implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Head.class);

    private static final int BATCH = 1_000;

    /** After a signal, what it told of may still be hidden by an older transaction: the log is looked at more often for a while. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

    private final LogTable table;
    private final Duration pollInterval;
    private final Semaphore signals = new Semaphore(0);
    private final CompletableFuture<Latest> ended = new CompletableFuture<>();
    private volatile State state;
    private volatile boolean closed;

    /** What is known, and what those get who wait for more. */
    private record State(Latest latest, CompletableFuture<Latest> next) {}

    Head(LogTable table, Duration pollInterval) {
        this.table = table;
        this.pollInterval = pollInterval;
        this.state = new State(Latest.none(table.head()), new CompletableFuture<>());
        Thread.ofPlatform().name(table.ofThis("log-head")).start(this::run);
    }

    void wake() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    Latest latest() {
        return state.latest;
    }

    /** Returns what is known once it is more than the given, or the same after a while. */
    CompletionStage<Latest> next(Latest known) {
        State now = state;
        return now.latest.end().equals(known.end()) ? now.next : CompletableFuture.completedStage(now.latest);
    }

    private void run() {
        try {
            Duration pause = pollInterval;
            while (!closed) {
                boolean signalled = await(pause);
                if (look() || signalled) {
                    pause = FIRST_PAUSE;
                } else if (pause.multipliedBy(2).compareTo(pollInterval) < 0) {
                    pause = pause.multipliedBy(2);
                } else {
                    pause = pollInterval;
                    tell(state.latest);
                }
            }
            tell(state.latest);
        } finally {
            ended.complete(state.latest);
        }
    }

    private boolean await(Duration pause) {
        try {
            boolean signalled = signals.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
            signals.drainPermits();
            return signalled;
        } catch (InterruptedException stop) {
            closed = true;
            return false;
        }
    }

    /** Takes in what is new, and tells those who wait; tells whether there was anything. */
    private boolean look() {
        boolean found = false;
        try {
            LogPage newer;
            do {
                newer = table.read(state.latest.end(), BATCH);
                if (!newer.entries().isEmpty()) {
                    found = true;
                    tell(state.latest.with(newer.entries()));
                }
            } while (!newer.atHead());
        } catch (JournalException unreadable) {
            LOG.warn("{} cannot be followed now: {}", table, unreadable.getMessage());
        } catch (RuntimeException | Error failure) { // everybody who reads the log stands still if this thread ends
            LOG.error("{} cannot be followed now", table, failure);
        }
        return found;
    }

    private void tell(Latest latest) {
        CompletableFuture<Latest> waiting = state.next;
        state = new State(latest, new CompletableFuture<>());
        waiting.complete(latest);
    }

    @Override
    public void close() {
        closed = true;
        wake();
        ended.join();
    }
}
