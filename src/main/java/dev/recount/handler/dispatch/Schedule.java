package dev.recount.handler.dispatch;

import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The schedule of one handler: it sleeps until the next is due, and does nothing at all as long as nothing will be.
 */
final class Schedule implements AutoCloseable {

    /** A clock may be set; beyond this, it is looked at again, so that what is due then is seen to within a second. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(500);

    private final Clock clock;
    private final Task task;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Retry> retries = new PriorityQueue<>(Comparator.comparing(Retry::due));
    private Instant timersDue = Instant.EPOCH;
    private boolean closed;
    private final Thread thread;

    private record Retry(StreamId stream, Instant due) {}

    /** The task for which the time has come; it must not throw, nor take long. */
    interface Task {

        /** Tries the first of what a stream has pending. */
        void retry(StreamId stream);

        /** Sees to the timers that are due. */
        void ring();
    }

    /** Begins to wait; timers are seen to at once, as it is not known yet when the first is due. */
    Schedule(String name, Clock clock, Task task) {
        this.clock = clock;
        this.task = task;
        this.thread = Thread.ofVirtual().name("schedule-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Notes when a stream is to be tried again. */
    void retryAt(Instant due, StreamId stream) {
        locked(() -> retries.add(new Retry(stream, due)));
    }

    /** Notes that a timer is due then. */
    void timerAt(Instant due) {
        locked(() -> timersDue = due.isBefore(timersDue) ? due : timersDue);
    }

    /** Looks at the clock again. */
    void wake() {
        locked(() -> {});
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            var due = new ArrayList<StreamId>();
            boolean ring;
            lock.lock();
            try {
                if (!awaitDue()) {
                    return;
                }
                ring = !clock.instant().isBefore(timersDue);
                takeDue(due);
                timersDue = ring ? Instant.MAX : timersDue;
            } finally {
                lock.unlock();
            }
            due.forEach(task::retry);
            if (ring) {
                task.ring();
            }
        }
    }

    private void takeDue(List<StreamId> due) {
        for (Retry next = retries.peek(); next != null && !next.due.isAfter(clock.instant()); next = retries.peek()) {
            retries.remove();
            due.add(next.stream);
        }
    }

    /** Waits until something is due; tells whether it is. */
    private boolean awaitDue() {
        while (!closed) {
            Instant next = next();
            Instant now = clock.instant();
            if (!next.isAfter(now)) {
                return true;
            }
            try {
                if (next.equals(Instant.MAX)) {
                    changed.await();
                } else {
                    Duration left = Duration.between(now, next);
                    changed.await(
                            left.compareTo(LONGEST_SLEEP) < 0 ? left.toNanos() : LONGEST_SLEEP.toNanos(),
                            TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException nobodyDoes) {
                return false;
            }
        }
        return false;
    }

    private Instant next() {
        Retry first = retries.peek();
        return first != null && first.due.isBefore(timersDue) ? first.due : timersDue;
    }

    /** Stops; nothing is begun afterwards. */
    @Override
    public void close() {
        locked(() -> closed = true);
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
