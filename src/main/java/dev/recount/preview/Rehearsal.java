package dev.recount.preview;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Keepable;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream that goes on by commands of which nothing is stored. One command comes after another: it is for one thread
 * at a time. It blocks.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
final class Rehearsal<S, C, E> {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final CommandHandling<S, C, E> handling;
    private final Evolution<S, E> evolution;
    private final Duration enrichmentTimeout;
    private final Optional<Instant> time;
    private final ClaimLook claims;
    private final BoundaryLook boundaries;
    private StreamState<S> state;

    /**
     * Begins.
     *
     * @param state the stream as it is before the first command
     * @param time when the events of commands happen that say no time, if not now
     * @param claims the look at what other streams hold
     * @param boundaries the look at the events of several streams
     */
    Rehearsal(
            StreamId stream,
            StreamCodec<S, C, E> codec,
            StreamState<S> state,
            Optional<Instant> time,
            ClaimLook claims,
            BoundaryLook boundaries,
            StreamSettings settings,
            Clock clock) {
        this.stream = stream;
        this.codec = codec;
        this.state = state;
        this.time = time;
        this.claims = claims;
        this.boundaries = boundaries;
        this.handling = CommandHandling.ofPreviews(stream, codec, settings, clock);
        this.evolution = new Evolution<>(stream, codec.unsealed(), settings.rememberedCommands());
        this.enrichmentTimeout = settings.enrichmentTimeout();
    }

    /**
     * Tells what a command comes to, and lets its events happen here.
     *
     * @param enriching whether what it needs from outside is looked up
     * @param executor goes on with it once that is known
     */
    CompletionStage<Outcome> next(CommandRequest sent, boolean enriching, Executor executor) {
        CommandRequest request = inItsTime(sent);
        Step<C> step = enriching
                ? handling.execute(state, request, Optional.empty())
                : handling.executeUnenriched(state, request, Optional.empty());
        return step instanceof Step.Enrich<C>(var enrichment)
                ? enriched(enrichment, request, executor)
                : outcome(step, request, executor);
    }

    private CommandRequest inItsTime(CommandRequest sent) {
        CommandRequest.Conditions conditions = sent.conditions();
        return time.isEmpty() || conditions.time().isPresent()
                ? sent
                : new CommandRequest(
                        stream,
                        sent.command(),
                        sent.origin(),
                        new CommandRequest.Conditions(conditions.expectedVersion(), time, true),
                        sent.brief());
    }

    private CompletionStage<Outcome> enriched(
            CompletionStage<? extends C> enrichment, CommandRequest request, Executor executor) {
        String name = request.command().name();
        return enrichment
                .<C>thenApply(command -> command)
                .toCompletableFuture()
                .orTimeout(enrichmentTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (command, failure) -> {
                            if (failure == null) {
                                return outcome(
                                        handling.decide(state, request, command, Optional.empty(), Optional.empty()),
                                        request,
                                        executor);
                            }
                            LOG.warn("{} for {} could not be enriched", name, stream, failure);
                            return CompletableFuture.<Outcome>completedStage(new Outcome.Refused(
                                    stream,
                                    Refusal.ENRICHMENT_FAILED,
                                    "what " + name + " needs from outside could not be had"));
                        },
                        executor)
                .thenCompose(outcome -> outcome);
    }

    private CompletionStage<Outcome> outcome(Step<C> step, CommandRequest request, Executor executor) {
        if (step instanceof Step.Select<C>(var command, var question)) {
            return boundaries
                    .look(question)
                    .thenComposeAsync(found -> selected(found, command, request, executor), executor);
        }
        if (step instanceof Step.Append<C> append && append.takes().isPresent()) {
            return claims.taken(stream, append.takes().get())
                    .thenApplyAsync(
                            taken -> taken.map(name -> ClaimLook.refusal(stream, append.basis(), name))
                                    .map(refusal -> Keepable.of(refusal, codec))
                                    .orElseGet(() -> outcome(step)),
                            executor);
        }
        return CompletableFuture.completedStage(outcome(step));
    }

    private CompletionStage<Outcome> selected(
            BoundaryLook.Found found, C command, CommandRequest request, Executor executor) {
        return switch (found) {
            case BoundaryLook.Found.Refused(var refusal, var problem) ->
                CompletableFuture.completedStage(new Outcome.Refused(stream, refusal, problem));
            case BoundaryLook.Found.Model model ->
                outcome(
                        handling.decide(state, request, command, Optional.of(model), Optional.empty()),
                        request,
                        executor);
        };
    }

    private Outcome outcome(Step<C> step) {
        return switch (step) {
            case Step.Answer<C>(var outcome, var _) -> Keepable.of(outcome, codec);
            case Step.Append<C>(var events, var answer, var _) -> happened(events, Keepable.of(answer, codec));
            case Step.Enrich<C> enrich -> throw new IllegalStateException("this is enriched already: " + enrich);
            case Step.Select<C> select -> throw new IllegalStateException("this is looked up already: " + select);
        };
    }

    private Outcome happened(List<RecordedEvent> events, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            for (RecordedEvent event : events) {
                state = evolution.after(state, event);
            }
        }
        return outcome;
    }
}
