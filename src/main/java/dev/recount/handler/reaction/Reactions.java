package dev.recount.handler.reaction;

import dev.recount.handler.store.TimerChange;
import dev.recount.handler.store.Work;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.model.EventContext;
import dev.recount.model.Metadata;
import dev.recount.model.handler.CommandRefusedException;
import dev.recount.model.handler.Corrected;
import dev.recount.model.handler.CorrectionReaction;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.TimerReaction;
import dev.recount.privacy.Erasure;
import dev.recount.stream.LogContext;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.trace.TracedWork;
import dev.recount.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes attempts at the reactions of one handler. */
public final class Reactions implements Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);

    private final Handler handler;
    private final Services services;
    private final Duration timeout;
    private final Commands commands;
    private final SentBefore sentBefore;

    /**
     * The services that reactions reach.
     *
     * @param executors run what reads the database of each journal, which blocks
     * @param erasures has persons forgotten; completes once that is done
     */
    public record Services(
            Codecs codecs,
            Streams streams,
            Transactions transactions,
            LogReader log,
            JournalReader journal,
            PerJournal<? extends Executor> executors,
            Function<Erasure, CompletionStage<?>> erasures,
            Clock clock) {}

    /**
     * Prepares the reactions of a handler.
     *
     * @param timeout how long an attempt may take
     */
    public Reactions(Handler handler, Services services, Duration timeout) {
        this.handler = handler;
        this.services = services;
        this.timeout = timeout;
        this.commands = new Commands(services.codecs, services.streams, services.transactions);
        this.sentBefore = new SentBefore(services.log, services.journal, services.codecs.reader(), services.executors);
    }

    Handler handler() {
        return handler;
    }

    @Override
    public boolean haveTimers() {
        return handler.timers().isPresent();
    }

    @Override
    public boolean timersWait() {
        return handler.timers().map(TimerReaction::waits).orElse(true);
    }

    Commands commands() {
        return commands;
    }

    SentBefore sentBefore() {
        return sentBefore;
    }

    CompletionStage<?> erase(Erasure asked) {
        return services.erasures.apply(asked);
    }

    Clock clock() {
        return services.clock;
    }

    /**
     * A reaction with what it reacts to.
     *
     * @param happened when that was, if it was brought in afterwards
     * @param bodies what is to be called, in order: once for each of the events that are stored as one
     */
    private record Call(String correlation, Optional<Instant> happened, List<Body> bodies) {}

    @FunctionalInterface
    private interface Body {
        void react(Effects effects) throws Exception;
    }

    @Override
    public AttemptOutcome attempt(Work work, String answers, boolean inDoubt) {
        return switch (work) {
            case Work.Event event ->
                services.log.readStream(event.stream(), event.version() - 1, 1).entries().stream()
                        .filter(entry -> entry.version() == event.version())
                        .findFirst()
                        .map(entry -> attempt(entry, answers, inDoubt))
                        .orElseGet(() -> failed(work, new EffectException("the event is gone"), answers));
            case Work.Timer timer -> {
                Optional<Call> call = handler.timers()
                        .map(reaction -> new Call(
                                timer.correlation(),
                                timer.imported() ? Optional.of(timer.due()) : Optional.empty(),
                                List.of(effects -> reaction.react(timer.name(), timer.stream(), effects))));
                yield attempt(work, call, answers, inDoubt);
            }
        };
    }

    @Override
    public AttemptOutcome attempt(LogEntry entry, String answers, boolean inDoubt) {
        Work work = Work.Event.of(entry, inDoubt);
        return switch (entry.recorded()) {
            case Recorded.Unreadable(var _, var problem) ->
                failed(work, new EffectException("the event cannot be read: " + problem), answers);
            case Recorded.RecordedEvent recorded -> {
                Optional<Call> call = handler.subscription(entry.stream().type())
                        .map(subscription -> call(subscription, entry, recorded));
                yield attempt(work, call, answers, inDoubt);
            }
        };
    }

    private <E> Call call(Handler.Subscription<E> subscription, LogEntry entry, Recorded.RecordedEvent recorded) {
        Class<E> type = subscription.type().events().base();
        var bodies = new ArrayList<Body>();
        if (entry.isCorrection() && subscription.corrections().isPresent()) {
            CorrectionReaction<E> reaction = subscription.corrections().get();
            var events = new CorrectedEvents(services.log, entry);
            bodies.add(effects -> {
                for (Corrected<E> event : events.of(type)) {
                    reaction.react(event, entry.context(recorded.metadata(), 1), effects);
                }
            });
        }
        // A copy says nothing new: its original was reacted to.
        List<Recorded.Part> news = recorded.header().migrated().isPresent() ? List.of() : recorded.parts();
        for (Recorded.Part part : news) {
            EventContext context = entry.context(recorded.metadata(), bodies.size() + 1);
            bodies.add(effects -> subscription.reaction().react(type.cast(part.event()), context, effects));
        }
        Metadata metadata = recorded.metadata();
        return new Call(
                metadata.correlation(),
                metadata.isImported() ? Optional.of(metadata.time()) : Optional.empty(),
                bodies);
    }

    private AttemptOutcome attempt(Work work, Optional<Call> call, String answers, boolean inDoubt) {
        return call.map(each -> traced(work, each, () -> run(work, each, SentCommands.parse(answers), inDoubt)))
                .orElseGet(
                        () -> failed(work, new EffectException("the handler has no reaction to it any more"), answers));
    }

    private AttemptOutcome traced(Work work, Call call, Supplier<AttemptOutcome> attempt) {
        TracedWork traced =
                TracedWork.consumer("react " + handler.name(), call.correlation).with("recount.event", work.eventId());
        try (var _ = LogContext.of(work.stream(), call.correlation)) {
            AttemptOutcome outcome = traced.around(attempt);
            if (outcome instanceof AttemptOutcome.Failed(var error, var _)) {
                traced.failed(error);
            }
            return outcome;
        } finally {
            traced.end();
        }
    }

    private AttemptOutcome run(Work work, Call call, SentCommands sent, boolean inDoubt) {
        List<Attempt> attempts = IntStream.rangeClosed(1, call.bodies.size())
                .mapToObj(part -> new Attempt.Cause(work, part, call.correlation, call.happened))
                .map(cause -> new Attempt(this, cause, inDoubt, sent))
                .toList();
        var task = new FutureTask<>(() -> {
            try (var _ = LogContext.of(work.stream(), call.correlation)) {
                for (int i = 0; i < attempts.size(); i++) {
                    attempts.get(i).requireGoingOn();
                    call.bodies.get(i).react(attempts.get(i));
                    attempts.get(i).end();
                }
            }
            return work;
        });
        Thread.ofVirtual().name("handler-" + handler.name()).start(TracedWork.carried(task));
        try {
            task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new AttemptOutcome.Succeeded(end(attempts));
        } catch (ExecutionException failure) {
            end(attempts);
            return failed(work, failure.getCause() == null ? failure : failure.getCause(), sent.toString());
        } catch (TimeoutException late) {
            end(attempts);
            task.cancel(true); // never amid a use of the database: what an attempt may do happens on other threads
            return failed(
                    work,
                    new EffectException("the reaction took longer than " + timeout.toMillis() + " ms"),
                    sent.toString());
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    private static List<TimerChange> end(List<Attempt> attempts) {
        return attempts.stream().flatMap(attempt -> attempt.end().stream()).toList();
    }

    private AttemptOutcome failed(Work work, Throwable failure, String answers) {
        String what =
                work instanceof Work.Timer timer ? "timer " + timer.name() + " of " + work.stream() : work.eventId();
        LOG.warn("{} failed on {}", handler, what, failure);
        String error = failure instanceof EffectException || failure instanceof CommandRefusedException
                ? failure.getMessage()
                : failure.toString();
        return new AttemptOutcome.Failed(String.valueOf(error), answers);
    }
}
