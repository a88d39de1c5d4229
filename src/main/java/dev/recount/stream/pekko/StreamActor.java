package dev.recount.stream.pekko;

import dev.recount.journal.Recorded;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.codec.KeysNotAtHandException;
import dev.recount.journal.codec.PersonalSeal;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.SubjectErasedException;
import dev.recount.model.StreamId;
import dev.recount.replay.StreamState;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.CorrectionHandling;
import dev.recount.stream.LogContext;
import dev.recount.stream.MigrationHandling;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.jspecify.annotations.Nullable;

/** The actor of one stream: takes messages in order, stores what {@link CommandHandling} decides, and answers. */
final class StreamActor<S, C, E> extends PersistentStream<S, E> {

    private final StreamId stream;
    private final CommandHandling<S, C, E> commands;
    private final Supplier<CommandHandling<S, C, E>> previews;
    private final CorrectionHandling<S, C, E> corrections;
    private final MigrationHandling<S, C, E> migrations;
    private final Optional<PersonalSeal> seal;
    private final Senders senders;
    private final Waits waits;
    private final ClaimLook claims;
    private final Runnable leave;
    private final Consumer<StreamMessage> successor;

    private @Nullable PendingWrite write;
    private StreamMessage.@Nullable Looked looked;
    private boolean isOutdated;

    private StreamActor(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, C, E> codec,
            StreamSettings settings,
            Services services,
            Runnable leave,
            Consumer<StreamMessage> successor) {
        super(context, stream, codec, settings, services);
        this.stream = stream;
        this.commands = new CommandHandling<>(stream, codec, evolution(), settings, services.clock());
        this.previews = () -> CommandHandling.ofPreviews(stream, codec, settings, services.clock());
        this.corrections = new CorrectionHandling<>(stream, codec, evolution(), settings, services.clock());
        this.migrations = new MigrationHandling<>(stream, codec, evolution(), settings, services.clock());
        this.seal = codec.seal();
        this.senders = services.senders();
        this.waits = new Waits(context, settings.enrichmentTimeout(), settings.answerTimeout());
        this.claims = services.claims();
        this.leave = leave;
        this.successor = successor;
    }

    /**
     * Returns the actor of a stream.
     *
     * @param shard the shard that it lives in
     * @param region takes a message to the stream, wherever and whenever it lives
     */
    static Behavior<StreamMessage> of(
            StreamId stream,
            StreamCodec<?, ?, ?> codec,
            StreamSettings settings,
            Services services,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Consumer<StreamMessage> region) {
        return Behaviors.intercept(
                () -> new LifecycleReports(stream, services.listener()),
                Behaviors.setup(context -> new StreamActor<>(
                        context,
                        stream,
                        codec,
                        settings,
                        services,
                        () -> shard.tell(new ClusterSharding.Passivate<>(context.getSelf())),
                        region)));
    }

    @Override
    void notWritten(Throwable failure) {
        if (write != null) {
            write.failed(failure);
            write = null;
        }
    }

    @Override
    public CommandHandlerWithReply<StreamMessage, Recorded, StreamState<S>> commandHandler() {
        return this::handle;
    }

    /** A message for which keys have to be fetched first comes again once they are at hand. */
    private ReplyEffect<Recorded, StreamState<S>> handle(StreamState<S> stored, StreamMessage message) {
        try {
            return isOutdated ? passOn(message) : carryOut(stored, message);
        } catch (KeysNotAtHandException missing) {
            waits.await(seal.orElseThrow().prepare(missing.subjects()), (StreamMessage.Answered) message);
            return Effect().noReply();
        } catch (SubjectErasedException erased) {
            return Effect()
                    .reply(
                            ((StreamMessage.Answered) message).replyTo(),
                            new Outcome.Refused(stream, Refusal.SUBJECT_ERASED, String.valueOf(erased.getMessage())));
        }
    }

    @SuppressWarnings("unchecked") // an enriched command comes from this actor's own enrichment
    private ReplyEffect<Recorded, StreamState<S>> carryOut(StreamState<S> stored, StreamMessage message) {
        StreamState<S> state = known(stored);
        if (mayBeMended(stored) && message != StreamMessage.Passivate.INSTANCE) {
            leave.run();
        }
        return switch (message) {
            case StreamMessage.Asked asked -> {
                try (var _ = LogContext.of(asked.request())) {
                    Optional<Outcome> refusal = senders.refusal(asked.request());
                    yield refusal.isPresent()
                            ? Effect().reply(asked.replyTo(), refusal.get())
                            : take(begun(state, asked), asked, asked);
                }
            }
            case StreamMessage.Correct correct -> correct(stored, correct);
            case StreamMessage.Migrate migrate -> migrate(state, migrate);
            case StreamMessage.Read(var _, var replyTo) -> Effect().reply(replyTo, commands.read(state));
            case StreamMessage.Recall(var _, var commandId, var replyTo) ->
                Effect().reply(replyTo, recalled(state, commandId));
            case StreamMessage.BeginAnew(var _, var replyTo) -> {
                isOutdated = true;
                leave.run();
                long version = lastVersion();
                yield Effect()
                        .reply(replyTo, new Outcome.Accepted(stream, version + 1, version, false, Optional.empty()));
            }
            case StreamMessage.Enriched<?> enriched -> {
                StreamMessage.Asked asked = enriched.asked();
                try (var _ = LogContext.of(asked.request())) {
                    CommandHandling<S, C, E> handling =
                            asked instanceof StreamMessage.Preview ? previews.get() : commands;
                    yield take(
                            handling.decide(state, asked.request(), (C) enriched.command(), asked.traceparent()),
                            asked,
                            enriched);
                }
            }
            case StreamMessage.Awaited(var next) -> {
                waits.ended();
                yield handle(stored, next);
            }
            case StreamMessage.Looked look -> handleAgain(stored, look);
            case StreamMessage.Failed failed -> notCarriedOut(failed);
            case StreamMessage.Passivate.INSTANCE -> left();
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> handleAgain(StreamState<S> stored, StreamMessage.Looked look) {
        looked = look;
        try {
            return handle(stored, look.message());
        } finally {
            looked = null;
        }
    }

    /**
     * What is not asked of this state any more is asked of that which its successor has: the shard keeps it until this
     * one has left.
     */
    private ReplyEffect<Recorded, StreamState<S>> passOn(StreamMessage message) {
        return switch (message) {
            case StreamMessage.Passivate.INSTANCE -> left();
            case StreamMessage.Failed failed -> notCarriedOut(failed);
            case StreamMessage.Awaited(var next) -> {
                waits.ended();
                yield passOn(next);
            }
            case StreamMessage.Looked(var next, var _, var _) -> passOn(next);
            case StreamMessage.Enriched<?>(var asked, var _) -> passedOn(asked);
            case StreamMessage.Asked _,
                    StreamMessage.Correct _,
                    StreamMessage.Migrate _,
                    StreamMessage.Read _,
                    StreamMessage.Recall _,
                    StreamMessage.BeginAnew _ -> passedOn(message);
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> passedOn(StreamMessage message) {
        successor.accept(message);
        return Effect().noReply();
    }

    private ReplyEffect<Recorded, StreamState<S>> left() {
        return waits.mayLeave() ? Effect().stop().thenNoReply() : Effect().noReply();
    }

    private ReplyEffect<Recorded, StreamState<S>> notCarriedOut(StreamMessage.Failed failed) {
        return Effect()
                .reply(failed.message().replyTo(), new Outcome.Refused(stream, failed.refusal(), failed.problem()));
    }

    private ReplyEffect<Recorded, StreamState<S>> correct(StreamState<S> stored, StreamMessage.Correct correct) {
        Optional<String> loss = loss();
        if (loss.isPresent()) {
            return Effect().reply(correct.replyTo(), new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, loss.get()));
        }
        return take(
                corrections.correct(stored, lastVersion(), correct.correction()), PendingWrite.of(correct), correct);
    }

    private ReplyEffect<Recorded, StreamState<S>> migrate(StreamState<S> state, StreamMessage.Migrate migrate) {
        return take(migrations.take(state, migrate.step()), PendingWrite.of(migrate), migrate);
    }

    private ReplyEffect<Recorded, StreamState<S>> take(
            Step<C> step, PendingWrite write, StreamMessage.Answered message) {
        return switch (step) {
            case Step.Append<C> append -> append(append, () -> write, message);
            case Step.Answer<C>(var outcome) -> Effect().reply(write.replyTo(), outcome);
            case Step.Enrich<C> enrich -> throw new IllegalStateException("this needs nothing: " + enrich);
        };
    }

    private Recalled recalled(StreamState<S> state, String commandId) {
        return switch (state) {
            case StreamState.Damaged<S>(var _, var problem) ->
                new Recalled.NotAsked(new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, problem));
            case StreamState.Live<S> live ->
                commands.recall(live, commandId)
                        .<Recalled>map(Recalled.Known::new)
                        .orElseGet(Recalled.Unknown::new);
        };
    }

    private Step<C> begun(StreamState<S> state, StreamMessage.Asked asked) {
        return switch (asked) {
            case StreamMessage.Execute(var request, var _, var trace) -> commands.execute(state, request, trace);
            case StreamMessage.Preview(var request, var enriching, var _, var trace) ->
                enriching
                        ? previews.get().execute(state, request, trace)
                        : previews.get().executeUnenriched(state, request, trace);
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> take(
            Step<C> step, StreamMessage.Asked asked, StreamMessage.Answered message) {
        return switch (step) {
            case Step.Answer<C>(var outcome) -> Effect().reply(asked.replyTo(), outcome);
            case Step.Append<C> append ->
                switch (asked) {
                    case StreamMessage.Execute execute ->
                        append(append, () -> PendingWrite.of(execute, append.basis()), message);
                    case StreamMessage.Preview preview ->
                        heldUp(append, message).orElseGet(() -> Effect().reply(preview.replyTo(), append.answer()));
                };
            case Step.Enrich<C>(var enrichment) -> {
                waits.enriched(enrichment, asked);
                yield Effect().noReply();
            }
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> append(
            Step.Append<C> step, Supplier<PendingWrite> begin, StreamMessage.Answered message) {
        return heldUp(step, message).orElseGet(() -> write(step, begin.get()));
    }

    /**
     * What another stream holds is looked up before, as a write that fails has the actor begin anew. The write itself
     * finds what has come in between, and what rules would take otherwise when they decide for the second time.
     */
    private Optional<ReplyEffect<Recorded, StreamState<S>>> heldUp(
            Step.Append<C> step, StreamMessage.Answered message) {
        Optional<Claimed> claimed = step.takes();
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        StreamMessage.Looked known = looked;
        if (known == null || !known.message().equals(message)) {
            waits.looked(claims.taken(stream, claimed.get()), claimed.get(), message);
            return Optional.of(Effect().noReply());
        }
        return known.taken()
                .filter(_ -> known.claimed().equals(claimed.get()))
                .map(name -> Effect().reply(message.replyTo(), ClaimLook.refusal(stream, step.basis(), name)));
    }

    private ReplyEffect<Recorded, StreamState<S>> write(Step.Append<C> step, PendingWrite begun) {
        write = begun;
        return Effect().persist(List.<Recorded>copyOf(step.events())).thenReply(begun.replyTo(), _ -> {
            begun.work().end();
            write = null;
            return step.answer();
        });
    }
}
