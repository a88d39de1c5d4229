package dev.recount.handler.dispatch;

import dev.recount.handler.reaction.AttemptOutcome;
import dev.recount.handler.reaction.Attempts;
import dev.recount.handler.store.Failure;
import dev.recount.handler.store.Pending;
import dev.recount.handler.store.PendingQueue;
import dev.recount.handler.store.TimerChange;
import dev.recount.handler.store.TimerTable;
import dev.recount.handler.store.Work;
import dev.recount.journal.Recorded;
import dev.recount.log.LogEntry;
import dev.recount.model.StreamId;
import dev.recount.model.handler.RetryPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The worker of one handler, for one stream at a time: the caller sees to it that no stream is worked on by two
 * threads.
 *
 * <p>What fails is put into the stream's queue; as long as anything is in it, later events of the stream are put
 * behind.
 */
public final class HandlerWorker {

    private static final String NO_ANSWERS = "[]";

    private final Attempts reactions;
    private final PendingQueue queue;
    private final TimerTable timers;
    private final RetryPolicy policy;
    private final Semaphore permits;
    private final Clock clock;
    private final Backlogs backlogs = new Backlogs();

    /**
     * Prepares to work.
     *
     * @param parallelism the most reactions at a time
     */
    public HandlerWorker(Attempts reactions, Memory memory, RetryPolicy policy, int parallelism, Clock clock) {
        this.reactions = reactions;
        this.queue = memory.queue;
        this.timers = memory.timers;
        this.policy = policy;
        this.permits = new Semaphore(parallelism);
        this.clock = clock;
    }

    /** The memory of the handler: its queue and its timers. */
    public record Memory(PendingQueue queue, TimerTable timers) {}

    Backlogs backlogs() {
        return backlogs;
    }

    boolean hasTimers() {
        return reactions.haveTimers();
    }

    boolean timersWait() {
        return reactions.timersWait();
    }

    /**
     * The work that comes next after some for a stream.
     *
     * @param retry when the first of its queue may be tried; none if nothing is in it, or a person has to see to it
     * @param timers when the timers are due that were set
     */
    record Next(Optional<Instant> retry, List<Instant> timers) {

        private static final Next NOTHING = new Next(Optional.empty(), List.of());

        private static Next at(Instant retry) {
            return new Next(Optional.of(retry), List.of());
        }

        private static Next after(Failure failure) {
            return new Next(failure.nextAttempt(), List.of());
        }

        private Next with(List<TimerChange> changes) {
            List<Instant> due = changes.stream()
                    .filter(TimerChange.Set.class::isInstance)
                    .map(change -> ((TimerChange.Set) change).timer().due())
                    .toList();
            return new Next(retry, due);
        }
    }

    /** Notes that a new event has come. */
    void coming(LogEntry entry) {
        reactions.coming(entry);
    }

    /**
     * Reacts to a new event, or puts it behind what is pending for its stream. An event that comes again is told from a
     * new one as long as anything of its stream is pending.
     *
     * @param inDoubt whether it may have been reacted to before
     */
    Next take(LogEntry entry, boolean inDoubt) {
        Work work = Work.Event.of(entry, inDoubt);
        Optional<Long> lastVersion = backlogs.lastVersion(entry.stream());
        if (lastVersion.isEmpty() || (lastVersion.get() == 0 && !waitsForTimers(entry))) {
            return begin(work, attempt(() -> reactions.attempt(entry, NO_ANSWERS, inDoubt)));
        }
        if (entry.version() > lastVersion.get()) {
            queue.append(work, Optional.empty(), clock.instant());
            backlogs.add(entry.stream(), entry.version());
        }
        return Next.NOTHING;
    }

    /** Of events that were brought in, timers always come in their place. */
    private boolean waitsForTimers(LogEntry entry) {
        return timersWait()
                || (entry.recorded() instanceof Recorded.RecordedEvent event
                        && event.metadata().isImported());
    }

    private AttemptOutcome attempt(Supplier<AttemptOutcome> attempt) {
        permits.acquireUninterruptibly();
        try {
            return attempt.get();
        } finally {
            permits.release();
        }
    }

    private Next begin(Work work, AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Succeeded(var changes) -> {
                if (!changes.isEmpty()) {
                    timers.change(work.stream(), changes);
                }
                yield Next.NOTHING.with(changes);
            }
            case AttemptOutcome.Failed failed -> {
                Failure failure = failure(1, failed);
                queue.append(work, Optional.of(failure), clock.instant());
                backlogs.add(work.stream(), work.version());
                yield Next.after(failure);
            }
        };
    }

    private Failure failure(int attempts, AttemptOutcome.Failed failed) {
        Optional<Instant> nextAttempt = attempts < policy.attempts()
                ? Optional.of(clock.instant().plus(policy.delayAfter(attempts)).truncatedTo(ChronoUnit.MILLIS))
                : Optional.empty();
        return new Failure(attempts, nextAttempt, failed.error(), failed.answers());
    }

    /** Tries the first of what is pending for a stream, if it may be tried now. */
    Next workOff(StreamId stream) {
        Optional<Pending> first = queue.first(stream);
        if (first.isEmpty()) {
            backlogs.remove(stream);
            return Next.NOTHING;
        }
        backlogs.add(stream, 0); // a timer may have come while the queue was found empty
        Pending pending = turn(first.get());
        if (!pending.mayBeTriedAt(clock.instant())) {
            return new Next(pending.parked() ? Optional.empty() : pending.nextAttempt(), List.of());
        }
        boolean inDoubt = pending.attempts() > 0 || pending.work().inDoubt() || backlogs.isInDoubt(stream);
        backlogs.setInDoubt(stream, true);
        Next next = finish(pending, attempt(() -> reactions.attempt(pending.work(), pending.answers(), inDoubt)));
        backlogs.setInDoubt(stream, false);
        return next;
    }

    /** A timer that does not wait takes its turn before the first of all, if it may be tried before. */
    private Pending turn(Pending first) {
        if (timersWait() || first.mayBeTriedAt(clock.instant())) {
            return first;
        }
        return queue.firstTimer(first.work().stream())
                .filter(timer -> first.parked()
                        || timer.nextAttempt()
                                .orElse(Instant.EPOCH)
                                .isBefore(first.nextAttempt().orElse(Instant.EPOCH)))
                .orElse(first);
    }

    private Next finish(Pending pending, AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Succeeded(var changes) -> {
                queue.done(pending, changes);
                yield Next.at(clock.instant()).with(changes);
            }
            case AttemptOutcome.Failed failed -> {
                Failure failure = failure(pending.attempts() + 1, failed);
                queue.failed(pending, failure);
                yield Next.after(failure);
            }
        };
    }
}
