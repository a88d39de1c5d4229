package dev.recount.stream.pekko;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.KeysNotAtHandException;
import dev.recount.journal.codec.PersonalSeal;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.SubjectErasedException;
import dev.recount.model.StreamId;
import dev.recount.replay.StreamState;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.CorrectionHandling;
import dev.recount.stream.LogContext;
import dev.recount.stream.MigrationHandling;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.trace.TracedWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/** The actor of one stream: takes messages in order, stores what {@link CommandHandling} decides, and answers. */
final class StreamActor<S, C, E> extends GatheringStream<S, E> {

    private final StreamId stream;
    private final CommandHandling<S, C, E> commands;
    private final Supplier<CommandHandling<S, C, E>> previews;
    private final CorrectionHandling<S, C, E> corrections;
    private final MigrationHandling<S, C, E> migrations;
    private final Optional<PersonalSeal> seal;
    private final Senders senders;
    private final BoundaryLook boundaries;
    private final Runnable leave;
    private final Consumer<StreamMessage> successor;

    private boolean isOutdated;

    private StreamActor(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, C, E> codec,
            StreamSettings settings,
            Services services,
            Runnable leave,
            Consumer<StreamMessage> successor) {
        super(context, stream, codec, settings, services, successor);
        this.stream = stream;
        this.commands = new CommandHandling<>(stream, codec, evolution(), settings, services.clock());
        this.previews = () -> CommandHandling.ofPreviews(stream, codec, settings, services.clock());
        this.corrections = new CorrectionHandling<>(stream, codec, evolution(), settings, services.clock());
        this.migrations = new MigrationHandling<>(stream, codec, evolution(), settings, services.clock());
        this.seal = codec.seal();
        this.senders = services.senders();
        this.boundaries = services.boundaries();
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

    /** A message for which keys have to be fetched first comes again once they are at hand. */
    @Override
    ReplyEffect<Recorded, StreamState<S>> handleNow(StreamState<S> stored, StreamMessage message) {
        try {
            return isOutdated ? passOn(message) : carryOut(stored, message);
        } catch (KeysNotAtHandException missing) {
            waits().await(seal.orElseThrow().prepare(missing.subjects()), (StreamMessage.Answered) message);
            return Effect().noReply();
        } catch (SubjectErasedException erased) {
            return answer(
                    (StreamMessage.Answered) message,
                    new Outcome.Refused(stream, Refusal.SUBJECT_ERASED, String.valueOf(erased.getMessage())));
        }
    }

    @SuppressWarnings("unchecked") // these commands come from this actor itself
    private ReplyEffect<Recorded, StreamState<S>> carryOut(StreamState<S> stored, StreamMessage message) {
        StreamState<S> state = known(gathered(stored));
        if (mayBeMended(stored) && message != StreamMessage.Passivate.INSTANCE) {
            leave.run();
        }
        return switch (message) {
            case StreamMessage.Asked asked -> {
                try (var _ = LogContext.of(asked.request())) {
                    Optional<Outcome> refusal = senders.refusal(asked.request());
                    yield refusal.isPresent() ? answer(asked, refusal.get()) : take(begun(state, asked), asked, asked);
                }
            }
            case StreamMessage.Correct correct -> correct(stored, correct);
            case StreamMessage.Migrate migrate -> migrate(state, migrate);
            case StreamMessage.Read(var _, var replyTo) ->
                answer(replyTo, message, commands.read(state), StateReply.Failed::new);
            case StreamMessage.Recall(var _, var commandId, var replyTo) ->
                answer(replyTo, message, Recalled.of(commands, state, commandId), Recalled.NotAsked::new);
            case StreamMessage.HoldStill still -> holdStill(state, still);
            case StreamMessage.Release release -> release(release);
            case StreamMessage.HoldOver over -> holdOver(over);
            case StreamMessage.BeginAnew(var _, var replyTo) -> {
                beginAnew();
                long version = lastVersion();
                yield Effect()
                        .reply(replyTo, new Outcome.Accepted(stream, version + 1, version, false, Optional.empty()));
            }
            case StreamMessage.Enriched<?>(var asked, var command) ->
                decided(state, asked, (C) command, Optional.empty(), (StreamMessage.Answered) message);
            case StreamMessage.Selected<?>(var asked, var command, var found) ->
                decided(state, asked, (C) command, Optional.of(found), (StreamMessage.Answered) message);
            case StreamMessage.Awaited(var next, var of) -> {
                of.ended();
                yield handleNow(stored, next);
            }
            case StreamMessage.Looked look -> handleAgain(stored, look);
            case StreamMessage.Failed failed -> notCarriedOut(failed);
            case StreamMessage.Store.INSTANCE -> store();
            case StreamMessage.Passivate.INSTANCE -> left();
        };
    }

    private void beginAnew() {
        isOutdated = true;
        leave.run();
    }

    private ReplyEffect<Recorded, StreamState<S>> release(StreamMessage.Release release) {
        return holding().isFor(release.transaction())
                ? released(release.anew(), release.version() == 0)
                : atLeast(release.version());
    }

    private ReplyEffect<Recorded, StreamState<S>> holdOver(StreamMessage.HoldOver over) {
        return holding().isFor(over.transaction())
                ? released(holding().mayBeWritten(), false)
                : Effect().noReply();
    }

    /** Messages that have waited come before those that come now. */
    private ReplyEffect<Recorded, StreamState<S>> released(boolean anew, boolean isNotStored) {
        if (isNotStored) {
            claims().notWritten(true);
        } else {
            claims().stored(holding()::isClaiming);
        }
        holding().end();
        if (anew) {
            beginAnew();
        }
        return Effect().noReply().thenUnstashAll();
    }

    /** A stream whose time to hold still was up has begun anew, perhaps from before the transaction was stored. */
    private ReplyEffect<Recorded, StreamState<S>> atLeast(long version) {
        if (lastVersion() < version) {
            beginAnew();
        }
        return Effect().noReply();
    }

    private ReplyEffect<Recorded, StreamState<S>> decided(
            StreamState<S> state,
            StreamMessage.Asked asked,
            C command,
            Optional<BoundaryLook.Found.Model> found,
            StreamMessage.Answered message) {
        try (var _ = LogContext.of(asked.request())) {
            CommandHandling<S, C, E> handling = asked instanceof StreamMessage.Preview ? previews.get() : commands;
            return take(handling.decide(state, asked.request(), command, found, asked.traceparent()), asked, message);
        }
    }

    private ReplyEffect<Recorded, StreamState<S>> handleAgain(StreamState<S> stored, StreamMessage.Looked look) {
        claims().begin(look);
        try {
            return handleNow(stored, look.message());
        } finally {
            claims().end(look);
        }
    }

    /**
     * A message that is not for this state any more goes to that which its successor has: the shard keeps it until this
     * one has left.
     */
    private ReplyEffect<Recorded, StreamState<S>> passOn(StreamMessage message) {
        return switch (message) {
            case StreamMessage.Passivate.INSTANCE -> left();
            case StreamMessage.Store.INSTANCE -> store();
            case StreamMessage.Failed failed -> notCarriedOut(failed);
            // It may have come to hold still for another transaction meanwhile, which nobody but itself ends.
            case StreamMessage.Release release -> release(release);
            case StreamMessage.HoldOver over -> holdOver(over);
            case StreamMessage.Awaited(var next, var of) -> {
                of.ended();
                yield passOn(next);
            }
            case StreamMessage.Looked look -> {
                claims().pass(look);
                yield passOn(look.message());
            }
            default -> {
                message.unanswered().ifPresent(successor);
                yield Effect().noReply();
            }
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> left() {
        return waits().mayLeave() ? Effect().stop().thenNoReply() : Effect().noReply();
    }

    private ReplyEffect<Recorded, StreamState<S>> notCarriedOut(StreamMessage.Failed failed) {
        return answer(failed.message(), new Outcome.Refused(stream, failed.refusal(), failed.problem()));
    }

    private ReplyEffect<Recorded, StreamState<S>> correct(StreamState<S> stored, StreamMessage.Correct correct) {
        Optional<String> loss = loss();
        if (loss.isPresent()) {
            return answer(correct, new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, loss.get()));
        }
        return take(corrections.correct(stored, lastVersion(), correct.correction()), correct);
    }

    private ReplyEffect<Recorded, StreamState<S>> migrate(StreamState<S> state, StreamMessage.Migrate migrate) {
        return take(migrations.take(state, migrate.step()), migrate);
    }

    private ReplyEffect<Recorded, StreamState<S>> take(Step<C> step, StreamMessage.Answered message) {
        return switch (step) {
            case Step.Append<C> append ->
                unlessHeld(append, message, true, () -> gather(append, message, TracedWork.UNTRACED));
            case Step.Answer<C>(var outcome, var _) -> answer(message, outcome);
            case Step.Enrich<C> enrich -> throw new IllegalStateException("this needs nothing: " + enrich);
            case Step.Select<C> select -> throw new IllegalStateException("this needs nothing: " + select);
        };
    }

    private Step<C> begun(StreamState<S> state, StreamMessage.Asked asked) {
        return switch (asked) {
            case StreamMessage.Execute(var request, var _, var trace) -> commands.execute(state, request, trace);
            case StreamMessage.Preview(var request, var enriching, var _, var trace) ->
                enriching
                        ? previews.get().execute(state, request, trace)
                        : previews.get().executeUnenriched(state, request, trace);
            case StreamMessage.Prepare(var request, var _, var trace) -> commands.execute(state, request, trace);
            case StreamMessage.Hold hold ->
                commands.decidePrepared(state, hold.request(), hold.prepared(), hold.traceparent());
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> take(
            Step<C> step, StreamMessage.Asked asked, StreamMessage.Answered message) {
        return switch (step) {
            case Step.Answer<C> answer -> answer(answer, asked, message);
            case Step.Append<C> append ->
                unlessHeld(append, message, asked.keeps(), () -> switch (asked) {
                    case StreamMessage.Execute(var request, var _, var trace) ->
                        gather(append, message, CommandHandling.traced("append", request, trace));
                    case StreamMessage.Preview preview -> answer(preview, append.answer());
                    case StreamMessage.Prepare prepare -> ready(prepare, message);
                    case StreamMessage.Hold hold -> hold(hold, append);
                });
            case Step.Enrich<C>(var enrichment) -> {
                waits().enriched(enrichment, asked);
                yield Effect().noReply();
            }
            case Step.Select<C>(var command, var question) -> {
                waits().selected(boundaries.look(question), asked, command);
                yield Effect().noReply();
            }
        };
    }

    /** A command without events, of which nothing is stored, rests on what it was decided on all the same. */
    private ReplyEffect<Recorded, StreamState<S>> answer(
            Step.Answer<C> step, StreamMessage.Asked asked, StreamMessage.Answered message) {
        if (step.outcome() instanceof Outcome.Accepted accepted && !accepted.repeat()) {
            if (asked instanceof StreamMessage.Prepare prepare) {
                return ready(prepare, message);
            } else if (asked instanceof StreamMessage.Hold hold) {
                return hold(
                        hold.transaction(),
                        hold.time(),
                        hold.holder(),
                        HoldReply.Held.still(hold.transaction(), accepted, step.condition(), self()));
            }
        }
        return answer(asked, step.outcome());
    }

    @SuppressWarnings("unchecked") // an enriched command comes from this actor's own enrichment
    private ReplyEffect<Recorded, StreamState<S>> ready(StreamMessage.Prepare prepare, StreamMessage.Answered message) {
        EncodedCommand command = switch (message) {
            case StreamMessage.Enriched<?>(var _, var enriched) -> commands.prepared((C) enriched);
            case StreamMessage.Selected<?>(var _, var enriched, var _) -> commands.prepared((C) enriched);
            default -> prepare.request().command();
        };
        return answer(prepare.holder(), prepare, new HoldReply.Ready(command), refused -> refused);
    }

    private ReplyEffect<Recorded, StreamState<S>> hold(StreamMessage.Hold hold, Step.Append<C> step) {
        List<RecordedEvent> events = claims().written(step);
        return hold(hold.transaction(), hold.time(), hold.holder(), HoldReply.Held.of(hold, events, step, self()));
    }

    private ReplyEffect<Recorded, StreamState<S>> holdStill(StreamState<S> state, StreamMessage.HoldStill still) {
        return switch (commands.stillAt(state, still.version())) {
            case Outcome.Accepted unchanged ->
                hold(
                        still.transaction(),
                        still.time(),
                        still.holder(),
                        HoldReply.Held.still(still.transaction(), unchanged, Optional.empty(), self()));
            case Outcome other -> answer(still, other);
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> hold(
            String transaction, Duration time, ActorRef<Object> holder, HoldReply.Held held) {
        holding().begin(held, transaction, time);
        return Effect().reply(holder, held);
    }
}
