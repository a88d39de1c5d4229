package dev.recount.handler.dispatch;

import dev.recount.handler.store.Backlog;
import dev.recount.handler.store.Work;
import dev.recount.journal.Recorded;
import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler while it works: events, retries and timers come to its worker, those of one stream one after another. */
public final class HandlerDispatcher implements Schedule.Task {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerDispatcher.class);

    private static final int TIMERS_AT_A_TIME = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HandlerWorker worker;
    private final HandlerWorker.Memory memory;
    private final Clock clock;
    private final StreamExecutor threads;
    private final Schedule schedule;
    private final DueTimers dueTimers;
    private final int repeatable;
    private final Supplier<CompletionStage<?>> headReached;
    private final AtomicReference<Catching> catching = new AtomicReference<>(Catching.NOT_ASKED);
    private volatile Delivery delivery;
    private volatile boolean active = true;

    /** The way to the end of the log, before which timers of events that were brought in are not seen to. */
    private enum Catching {
        NOT_ASKED,
        UP,
        CAUGHT_UP
    }

    /**
     * Prepares a handler to work.
     *
     * @param repeatable the most events after the saved offset that may have been reacted to before
     * @param headReached completes once all events of the log that are there when it is asked for have been reacted to,
     *     or are pending
     */
    public HandlerDispatcher(
            String name,
            HandlerWorker worker,
            HandlerWorker.Memory memory,
            Clock clock,
            int repeatable,
            Supplier<CompletionStage<?>> headReached) {
        this.worker = worker;
        this.memory = memory;
        this.clock = clock;
        this.threads = new StreamExecutor("handler-" + name);
        this.schedule = new Schedule(name, clock, this);
        this.dueTimers = new DueTimers(TIMERS_AT_A_TIME, () -> schedule.timerAt(Instant.EPOCH));
        this.repeatable = repeatable;
        this.headReached = headReached;
        this.delivery = new Delivery(repeatable);
    }

    /** Takes up what is pending, and the timers. */
    public void start() {
        List<Backlog> backlogs = memory.queue().backlogs();
        worker.backlogs().load(backlogs);
        backlogs.forEach(backlog -> firstLook(backlog).ifPresent(next -> schedule.retryAt(next, backlog.stream())));
        ring(); // what is due rings before an event that comes again can set it anew, to be due later
        schedule.start();
    }

    /** Timers that do not wait may be there behind what does. */
    private Optional<Instant> firstLook(Backlog backlog) {
        return worker.timersWait() ? backlog.next() : Optional.of(Instant.EPOCH);
    }

    /** Notes that the log is read anew from the saved offset. */
    public void beginDelivery() {
        delivery = new Delivery(repeatable);
    }

    /** Reacts to an event of the log; completes with its position once it was reacted to, or is pending. */
    public CompletionStage<Position> event(LogEntry entry) {
        Delivery current = delivery;
        boolean inDoubt = current.nextMayBeRepeated();
        worker.coming(entry);
        return CompletableFuture.supplyAsync(
                () -> {
                    current.requireWhole();
                    try {
                        ringBefore(entry);
                        plan(entry.stream(), worker.take(entry, inDoubt));
                    } catch (RuntimeException failure) {
                        current.breakOff();
                        throw failure;
                    }
                    return entry.position();
                },
                threads.of(entry.stream()));
    }

    /** Of events that were brought in, a timer that was due before one is seen to before it. */
    private void ringBefore(LogEntry entry) {
        if (worker.hasTimers()
                && entry.recorded() instanceof Recorded.RecordedEvent event
                && event.metadata().isImported()) {
            List<Work.Timer> due =
                    memory.timers().importedDue(entry.stream(), event.metadata().time());
            if (!due.isEmpty()) {
                ring(due, clock.instant());
            }
        }
    }

    private void plan(StreamId stream, HandlerWorker.Next next) {
        next.timers().forEach(schedule::timerAt);
        next.retry().ifPresent(time -> {
            if (time.isAfter(clock.instant())) {
                schedule.retryAt(time, stream);
            } else {
                retry(stream);
            }
        });
    }

    @Override
    public void retry(StreamId stream) {
        if (active) {
            threads.of(stream).execute(() -> workOff(stream));
        }
    }

    private void workOff(StreamId stream) {
        if (!active) {
            return;
        }
        try {
            plan(stream, worker.workOff(stream));
        } catch (RuntimeException failure) {
            LOG.warn("What is pending for {} cannot be seen to now: {}", stream, failure.toString());
            schedule.retryAt(clock.instant().plus(PAUSE), stream);
        }
    }

    @Override
    public void ring() {
        if (dueTimers.postpones()) {
            return;
        }
        Instant now = clock.instant();
        try {
            boolean all = catching.compareAndSet(Catching.CAUGHT_UP, Catching.NOT_ASKED);
            ring(memory.timers().due(now, all, TIMERS_AT_A_TIME), now);
            memory.timers().nextByClock(now).ifPresent(schedule::timerAt);
            memory.timers().nextDue().filter(due -> !due.isAfter(now)).ifPresent(_ -> catchUp());
        } catch (RuntimeException failure) {
            LOG.warn("Timers cannot be seen to now: {}", failure.toString());
            schedule.timerAt(now.plus(PAUSE));
        }
    }

    /** Timers of events that were brought in are seen to only after all later events of theirs. */
    private void catchUp() {
        if (catching.get() == Catching.NOT_ASKED) {
            CompletionStage<?> reached = headReached.get();
            catching.set(Catching.UP);
            reached.thenRun(() -> {
                catching.set(Catching.CAUGHT_UP);
                schedule.timerAt(Instant.EPOCH);
            });
        }
    }

    /**
     * Events that come now are put behind; the queue is worked off even if nothing came of it, so that they are not
     * left there.
     */
    private void ring(List<Work.Timer> due, Instant now) {
        due.forEach(timer -> worker.backlogs().add(timer.stream(), 0));
        try {
            memory.timers().ring(due, now);
        } finally {
            due.stream().map(Work.Timer::stream).distinct().forEach(this::seeTo);
        }
    }

    private void seeTo(StreamId stream) {
        dueTimers.begin();
        threads.of(stream).execute(() -> {
            try {
                workOff(stream);
            } finally {
                dueTimers.end();
            }
        });
    }

    /** Does something between two reactions of a stream, and then tries what is pending for it. */
    public <T> CompletionStage<T> between(StreamId stream, Supplier<T> change) {
        return CompletableFuture.supplyAsync(
                () -> {
                    T result = change.get();
                    retry(stream);
                    return result;
                },
                threads.of(stream));
    }

    /** Tells whether something has still to be done again for a stream. */
    public boolean isPending(StreamId stream) {
        return worker.backlogs().lastVersion(stream).isPresent();
    }

    /** Tells whether something has still to be done again. */
    public boolean isAnyPending() {
        return !worker.backlogs().isEmpty();
    }

    /** Looks at the clock again, and sees to what is due. */
    public void wake() {
        schedule.wake();
    }

    /** Begins nothing that was pending any more; new events are still taken. */
    public void endRetries() {
        active = false;
        schedule.close();
    }

    /** Refuses the events that wait for their turn; they come again. */
    public void breakOff() {
        delivery.breakOff();
    }

    /** Waits until nothing is going on; tells whether that came before the time was over. */
    public boolean awaitIdle(Duration most) {
        return threads.awaitIdle(most);
    }
}
