package dev.recount.stream.pekko;

import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.KeysNotAtHandException;
import dev.recount.journal.codec.PersonalSeal;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.SubjectErasedException;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.LogContext;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamListener;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.state.KeptStates;
import dev.recount.stream.pekko.state.StateSetup;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.state.RecoveryCompleted;
import org.apache.pekko.persistence.typed.state.RecoveryFailed;
import org.apache.pekko.persistence.typed.state.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.state.javadsl.DurableStateBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.state.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.state.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The actor of one stream of which nothing is kept but the latest state: takes messages in order, keeps the state that
 * the events of {@link CommandHandling} lead to in place of the one before, and answers.
 */
final class StateActor<S, C, E> extends DurableStateBehaviorWithEnforcedReplies<StreamMessage, StreamState<S>> {

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final Evolution<S, E> evolution;
    private final CommandHandling<S, C, E> commands;
    private final Supplier<CommandHandling<S, C, E>> previews;
    private final Optional<PersonalSeal> seal;
    private final Senders senders;
    private final Waits waits;
    private final Recovery recovery;
    private final int journal;
    private final Runnable leave;
    private final Consumer<StreamMessage> successor;

    private volatile PendingAnswer.@Nullable OfAppend write;
    private boolean isOutdated;

    private StateActor(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, C, E> codec,
            StreamSettings settings,
            PersistentStream.Services services,
            Runnable leave,
            Consumer<StreamMessage> successor) {
        super(PersistenceId.ofUniqueId(JournalKey.of(stream)), PersistentStream.restart(settings));
        this.stream = stream;
        this.codec = codec;
        this.evolution = new Evolution<>(stream, codec, settings.rememberedCommands());
        this.commands = new CommandHandling<>(stream, codec, evolution, settings, services.clock());
        this.previews = () -> CommandHandling.ofPreviews(stream, codec, settings, services.clock());
        this.seal = codec.seal();
        this.senders = services.senders();
        this.waits = new Waits(context, settings.enrichmentTimeout(), settings.answerTimeout());
        this.recovery = new Recovery(stream, services.listener());
        this.journal = services.placement().of(stream);
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
            PersistentStream.Services services,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Consumer<StreamMessage> region) {
        StreamListener listener = services.listener();
        return Behaviors.intercept(
                () -> new LifecycleReports(stream, listener),
                Behaviors.setup(context -> new StateActor<>(
                        context,
                        stream,
                        codec,
                        settings,
                        services,
                        () -> shard.tell(new ClusterSharding.Passivate<>(context.getSelf())),
                        region)));
    }

    @Override
    public String durableStateStorePluginId() {
        return StateSetup.plugin(journal);
    }

    @Override
    public StreamState<S> emptyState() {
        return evolution.beginning();
    }

    @Override
    public SnapshotAdapter<StreamState<S>> snapshotAdapter() {
        return new KeptStates<>(stream, codec, this::notWritten);
    }

    /** Called by who writes; until the actor begins anew, it takes nothing that could begin another write. */
    private void notWritten(Throwable failure) {
        PendingAnswer.OfAppend failed = write;
        if (failed != null) {
            write = null;
            failed.failed(failure);
        }
    }

    @Override
    public SignalHandler<StreamState<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), _ -> recovery.end())
                .onSignal(RecoveryFailed.class, (_, _) -> recovery.begin())
                .build();
    }

    @Override
    public CommandHandlerWithReply<StreamMessage, StreamState<S>> commandHandler() {
        return this::handle;
    }

    /** A message for which keys have to be fetched first comes again once they are at hand. */
    private ReplyEffect<StreamState<S>> handle(StreamState<S> state, StreamMessage message) {
        try {
            return isOutdated ? passOn(message) : carryOut(state, message);
        } catch (KeysNotAtHandException missing) {
            waits.await(seal.orElseThrow().prepare(missing.subjects()), (StreamMessage.Answered) message);
            return Effect().noReply();
        } catch (SubjectErasedException erased) {
            return refuse(
                    ((StreamMessage.Answered) message).replyTo(),
                    Refusal.SUBJECT_ERASED,
                    String.valueOf(erased.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // an enriched command comes from this actor's own enrichment
    private ReplyEffect<StreamState<S>> carryOut(StreamState<S> state, StreamMessage message) {
        if (state instanceof StreamState.Damaged && message != StreamMessage.Passivate.INSTANCE) {
            leave.run(); // the next one is asked of what is stored by then: it may have been mended
        }
        return switch (message) {
            case StreamMessage.ForTransaction part -> refuseOfEvents(part.replyTo());
            case StreamMessage.Release _, StreamMessage.HoldOver _, StreamMessage.Store _ ->
                Effect().noReply();
            case StreamMessage.Asked asked -> {
                try (var _ = LogContext.of(asked.request())) {
                    Optional<Outcome> refusal = senders.refusal(asked.request());
                    yield refusal.isPresent()
                            ? Effect().reply(asked.replyTo(), refusal.get())
                            : take(state, begun(state, asked), asked);
                }
            }
            case StreamMessage.Enriched<?>(var asked, var command) -> {
                try (var _ = LogContext.of(asked.request())) {
                    CommandHandling<S, C, E> handling =
                            asked instanceof StreamMessage.Preview ? previews.get() : commands;
                    yield take(
                            state,
                            handling.decide(state, asked.request(), (C) command, Optional.empty(), asked.traceparent()),
                            asked);
                }
            }
            case StreamMessage.Read(var _, var replyTo) -> Effect().reply(replyTo, commands.read(state));
            case StreamMessage.Recall(var _, var commandId, var replyTo) ->
                Effect().reply(replyTo, Recalled.of(commands, state, commandId));
            case StreamMessage.BeginAnew(var _, var replyTo) -> {
                isOutdated = true;
                leave.run();
                long version = state.version();
                yield Effect()
                        .reply(replyTo, new Outcome.Accepted(stream, version + 1, version, false, Optional.empty()));
            }
            case StreamMessage.Correct(var _, var replyTo) -> refuseOfEvents(replyTo);
            case StreamMessage.Migrate(var _, var replyTo) -> refuseOfEvents(replyTo);
            case StreamMessage.Awaited(var next, var of) -> {
                of.ended();
                yield handle(state, next);
            }
            case StreamMessage.Looked looked -> throw new IllegalStateException("nothing is held here: " + looked);
            case StreamMessage.Selected<?> selected ->
                throw new IllegalStateException("nothing is decided here on other streams: " + selected);
            case StreamMessage.Failed(var failed, var refusal, var problem) ->
                refuse(failed.replyTo(), refusal, problem);
            case StreamMessage.Passivate.INSTANCE -> left();
        };
    }

    /**
     * A message that is not for this state any more goes to that which its successor has: the shard keeps it until this
     * one has left.
     */
    private ReplyEffect<StreamState<S>> passOn(StreamMessage message) {
        return switch (message) {
            case StreamMessage.Passivate.INSTANCE -> left();
            case StreamMessage.Failed(var failed, var refusal, var problem) ->
                refuse(failed.replyTo(), refusal, problem);
            case StreamMessage.Awaited(var next, var of) -> {
                of.ended();
                yield passOn(next);
            }
            case StreamMessage.Looked look -> passOn(look.message());
            default -> {
                message.unanswered().ifPresent(successor);
                yield Effect().noReply();
            }
        };
    }

    private ReplyEffect<StreamState<S>> left() {
        return waits.mayLeave() ? Effect().stop().thenNoReply() : Effect().noReply();
    }

    private ReplyEffect<StreamState<S>> refuse(ActorRef<Outcome> replyTo, Refusal refusal, String problem) {
        return Effect().reply(replyTo, new Outcome.Refused(stream, refusal, problem));
    }

    private ReplyEffect<StreamState<S>> refuseOfEvents(ActorRef<Outcome> replyTo) {
        return refuse(replyTo, Refusal.STATE_ALONE, Refusal.stateAlone(stream.type()));
    }

    private Step<C> begun(StreamState<S> state, StreamMessage.Asked asked) {
        return switch (asked) {
            case StreamMessage.Execute(var request, var _, var trace) -> commands.execute(state, request, trace);
            case StreamMessage.Preview(var request, var enriching, var _, var trace) ->
                enriching
                        ? previews.get().execute(state, request, trace)
                        : previews.get().executeUnenriched(state, request, trace);
            case StreamMessage.Prepare _, StreamMessage.Hold _ ->
                throw new IllegalStateException("takes part in no transaction: " + stream);
        };
    }

    private ReplyEffect<StreamState<S>> take(StreamState<S> state, Step<C> step, StreamMessage.Asked asked) {
        return switch (step) {
            case Step.Answer<C>(var outcome, var _) -> Effect().reply(asked.replyTo(), outcome);
            case Step.Append<C> append ->
                switch (asked) {
                    case StreamMessage.Execute execute -> write(state, append, execute);
                    case StreamMessage.Preview preview -> Effect().reply(preview.replyTo(), append.answer());
                    case StreamMessage.Prepare _, StreamMessage.Hold _ ->
                        throw new IllegalStateException("takes part in no transaction: " + stream);
                };
            case Step.Enrich<C>(var enrichment) -> {
                waits.enriched(enrichment, asked);
                yield Effect().noReply();
            }
            case Step.Select<C> select ->
                throw new IllegalStateException("nothing is decided here on other streams: " + select);
        };
    }

    private ReplyEffect<StreamState<S>> write(
            StreamState<S> before, Step.Append<C> append, StreamMessage.Execute execute) {
        StreamState<S> after = before;
        for (var event : append.events()) {
            after = evolution.after(after, event);
        }
        var begun = new PendingAnswer.OfAppend(
                stream,
                execute.replyTo(),
                execute,
                CommandHandling.traced("append", execute.request(), execute.traceparent()),
                append.basis(),
                append.answer());
        write = begun;
        return Effect()
                .persist(after)
                .thenRun(() -> {
                    write = null;
                    begun.give();
                })
                .thenNoReply();
    }
}
