package dev.recount.handler;

import dev.recount.handler.store.Backlog;
import dev.recount.handler.store.Work;
import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler while it works: brings events, retries and timers to its desk, those of one stream one after another. */
final class Activity implements Agenda.Duties {

    private static final Logger LOG = LoggerFactory.getLogger(Activity.class);

    private static final int TIMERS_AT_A_TIME = 500;
    private static final Duration PAUSE_WHEN_AWAY = Duration.ofSeconds(1);

    private final Desk desk;
    private final Desk.Memory memory;
    private final Clock clock;
    private final Lanes lanes;
    private final Agenda agenda;
    private final int repeatable;
    private volatile Delivery delivery;
    private volatile boolean active = true;

    /**
     * Prepares a handler to work.
     *
     * @param repeatable the most events after the saved offset that may have been reacted to before
     */
    Activity(String name, Desk desk, Desk.Memory memory, Clock clock, int repeatable) {
        this.desk = desk;
        this.memory = memory;
        this.clock = clock;
        this.lanes = new Lanes("handler-" + name);
        this.agenda = new Agenda(name, clock, this);
        this.repeatable = repeatable;
        this.delivery = new Delivery(repeatable);
    }

    /** Takes up what is pending, and the timers. */
    void start() {
        List<Backlog> backlogs = memory.queue().backlogs();
        desk.backlogs().load(backlogs);
        backlogs.forEach(backlog -> backlog.next().ifPresent(next -> agenda.retryAt(next, backlog.stream())));
        ring(); // what is due rings before an event that comes again can set it anew, to be due later
        agenda.start();
    }

    /** Notes that the log is read anew from the saved offset. */
    void beginDelivery() {
        delivery = new Delivery(repeatable);
    }

    /** Reacts to an event of the log; completes with its position once it was reacted to, or is pending. */
    CompletionStage<Position> event(LogEntry entry) {
        Delivery current = delivery;
        boolean inDoubt = current.nextMayBeRepeated();
        return CompletableFuture.supplyAsync(
                () -> {
                    current.requireWhole();
                    try {
                        plan(entry.stream(), desk.take(entry, inDoubt));
                    } catch (RuntimeException failure) {
                        current.breakOff();
                        throw failure;
                    }
                    return entry.position();
                },
                lanes.of(entry.stream()));
    }

    private void plan(StreamId stream, Desk.Next next) {
        next.timers().forEach(agenda::timerAt);
        next.retry().ifPresent(time -> {
            if (time.isAfter(clock.instant())) {
                agenda.retryAt(time, stream);
            } else {
                retry(stream);
            }
        });
    }

    @Override
    public void retry(StreamId stream) {
        if (active) {
            lanes.of(stream).execute(() -> workOff(stream));
        }
    }

    private void workOff(StreamId stream) {
        if (!active) {
            return;
        }
        try {
            plan(stream, desk.workOff(stream));
        } catch (RuntimeException failure) {
            LOG.warn("What is pending for {} cannot be seen to now: {}", stream, failure.toString());
            agenda.retryAt(clock.instant().plus(PAUSE_WHEN_AWAY), stream);
        }
    }

    @Override
    public void ring() {
        Instant now = clock.instant();
        try {
            List<Work.Timer> due = memory.timers().due(now, TIMERS_AT_A_TIME);
            ring(due, now);
            memory.timers().nextDue().ifPresent(agenda::timerAt);
        } catch (RuntimeException failure) {
            LOG.warn("Timers cannot be seen to now: {}", failure.toString());
            agenda.timerAt(now.plus(PAUSE_WHEN_AWAY));
        }
    }

    /**
     * Events that come now are put behind; the queue is worked off even if nothing came of it, so that they are not
     * left there.
     */
    private void ring(List<Work.Timer> due, Instant now) {
        due.forEach(timer -> desk.backlogs().add(timer.stream(), 0));
        try {
            memory.timers().ring(due, now);
        } finally {
            due.stream().map(Work.Timer::stream).distinct().forEach(this::retry);
        }
    }

    /** Does something between two reactions of a stream, and then tries what is pending for it. */
    <T> CompletionStage<T> between(StreamId stream, Supplier<T> change) {
        return CompletableFuture.supplyAsync(
                () -> {
                    T result = change.get();
                    retry(stream);
                    return result;
                },
                lanes.of(stream));
    }

    /** Looks at the clock again, and sees to what is due. */
    void wake() {
        agenda.wake();
    }

    /** Begins nothing that was pending any more; new events are still taken. */
    void endRetries() {
        active = false;
        agenda.close();
    }

    /** Refuses the events that wait for their turn; they come again. */
    void breakOff() {
        delivery.breakOff();
    }

    /** Waits until nothing is going on; tells whether that came before the time was over. */
    boolean awaitIdle(Duration most) {
        return lanes.awaitIdle(most);
    }
}
