package dev.recount.log;

import dev.recount.database.sql.DatabaseException;
import dev.recount.log.position.LogPlace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that follows the head of the log of one journal, as long as a reader waits for what comes. It reads what
 * has come meanwhile when the next one asks.
 */
final class Head implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Head.class);

    private static final int BATCH = 1_000;

    /**
     * After a signal, what it told of may still be hidden by an older transaction: the log is looked at more often for
     * a while.
     */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

    private final LogTable table;
    private final Duration pollInterval;
    private final Semaphore signals = new Semaphore(0);
    private final CompletableFuture<Latest> ended = new CompletableFuture<>();
    private volatile State state;
    private volatile boolean missed;
    private volatile boolean closed;

    /** The latest news of the log, and the future that completes with the next. */
    private record State(Latest latest, CompletableFuture<Latest> next, AtomicBoolean isAwaited) {

        State(Latest latest) {
            this(latest, new CompletableFuture<>(), new AtomicBoolean());
        }
    }

    Head(LogTable table, Duration pollInterval) {
        this.table = table;
        this.pollInterval = pollInterval;
        this.state = new State(Latest.none(table.places().head()));
        Thread.ofPlatform().name(table.ofThis("log-head")).start(this::run);
    }

    /** Tells that there is something new. */
    void wake() {
        missed = true;
        if (state.isAwaited.get()) {
            signal();
        }
    }

    private void signal() {
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
        if (!now.latest.end().equals(known.end())) {
            return CompletableFuture.completedStage(now.latest);
        }
        now.isAwaited.set(true);
        if (missed) {
            signal();
        }
        return now.next;
    }

    private void run() {
        try {
            Duration pause = pollInterval;
            while (!closed) {
                boolean signalled = await(pause);
                if (lookIfAwaited() || signalled) {
                    pause = FIRST_PAUSE;
                } else if (pause.multipliedBy(2).compareTo(pollInterval) < 0) {
                    pause = pause.multipliedBy(2);
                } else {
                    pause = pollInterval;
                    rest();
                }
            }
            tell(state.latest);
        } finally {
            ended.complete(state.latest);
        }
    }

    /** Answers the readers that wait, as nothing has come for a while; where none waits, passes over what comes. */
    private void rest() {
        if (state.isAwaited.get()) {
            tell(state.latest);
        } else {
            guarded(this::passOver);
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

    /** Takes in what is new, if a reader waits for it; tells whether there was anything. */
    private boolean lookIfAwaited() {
        missed = true; // before it is seen that no reader waits: one that comes then does not wait for a signal
        if (!state.isAwaited.get()) {
            return false;
        }
        missed = false;
        LogPlace before = state.latest.end();
        guarded(this::look);
        return !state.latest.end().equals(before);
    }

    private void look() {
        LogPage newer;
        do {
            newer = table.read(state.latest.end(), BATCH);
            if (!newer.entries().isEmpty()) {
                tell(state.latest.with(newer.entries()));
            }
        } while (!newer.atHead());
    }

    /** Passes over events that no reader waited for: those who want them read them for themselves. */
    private void passOver() {
        LogPlace head = table.places().head();
        if (head.compareTo(state.latest.end()) > 0) {
            tell(Latest.none(head));
        }
    }

    private void guarded(Runnable reading) {
        try {
            reading.run();
        } catch (DatabaseException unreadable) {
            LOG.warn("{} cannot be followed now: {}", table, unreadable.getMessage());
        } catch (RuntimeException | Error failure) { // all readers of the log stand still if this thread ends
            LOG.error("{} cannot be followed now", table, failure);
        }
    }

    private void tell(Latest latest) {
        CompletableFuture<Latest> waiting = state.next;
        state = new State(latest);
        waiting.complete(latest);
    }

    @Override
    public void close() {
        closed = true;
        signal();
        ended.join();
    }
}
