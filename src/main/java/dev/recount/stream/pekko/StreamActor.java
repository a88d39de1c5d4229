package dev.recount.stream.pekko;

import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.replay.StreamState;
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
    private final CorrectionHandling<S, C, E> corrections;
    private final MigrationHandling<S, C, E> migrations;
    private final Enrichments enrichments;
    private final Runnable leave;

    private @Nullable PendingWrite write;

    private StreamActor(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, C, E> codec,
            StreamSettings settings,
            Services services,
            Runnable leave) {
        super(context, stream, codec, settings, services);
        this.stream = stream;
        this.commands = new CommandHandling<>(stream, codec, evolution(), settings, services.clock());
        this.corrections = new CorrectionHandling<>(stream, codec, evolution(), settings, services.clock());
        this.migrations = new MigrationHandling<>(stream, codec, evolution(), settings, services.clock());
        this.enrichments = new Enrichments(context, settings.enrichmentTimeout());
        this.leave = leave;
    }

    static Behavior<StreamMessage> of(
            StreamId stream,
            StreamCodec<?, ?, ?> codec,
            StreamSettings settings,
            Services services,
            ActorRef<ClusterSharding.ShardCommand> shard) {
        return Behaviors.intercept(
                () -> new LifecycleReports(stream, services.listener()),
                Behaviors.setup(context -> new StreamActor<>(
                        context,
                        stream,
                        codec,
                        settings,
                        services,
                        () -> shard.tell(new ClusterSharding.Passivate<>(context.getSelf())))));
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

    @SuppressWarnings("unchecked") // an enriched command comes from this actor's own enrichment
    private ReplyEffect<Recorded, StreamState<S>> handle(StreamState<S> stored, StreamMessage message) {
        StreamState<S> state = known(stored);
        if (mayBeMended(stored) && message != StreamMessage.Passivate.INSTANCE) {
            leave.run();
        }
        return switch (message) {
            case StreamMessage.Execute execute -> {
                try (var _ = LogContext.of(execute.request())) {
                    yield take(commands.execute(state, execute.request(), execute.traceparent()), execute);
                }
            }
            case StreamMessage.Correct correct -> correct(stored, correct);
            case StreamMessage.Migrate migrate -> migrate(state, migrate);
            case StreamMessage.Read(var _, var replyTo) -> Effect().reply(replyTo, commands.read(state));
            case StreamMessage.Recall(var _, var commandId, var replyTo) ->
                Effect().reply(replyTo, recalled(state, commandId));
            case StreamMessage.Enriched<?>(var execute, var command) -> {
                enrichments.ended();
                try (var _ = LogContext.of(execute.request())) {
                    yield take(commands.decide(state, execute.request(), (C) command, execute.traceparent()), execute);
                }
            }
            case StreamMessage.NotEnriched(var execute, var problem) -> {
                enrichments.ended();
                yield Effect()
                        .reply(execute.replyTo(), new Outcome.Refused(stream, Refusal.ENRICHMENT_FAILED, problem));
            }
            case StreamMessage.Passivate.INSTANCE ->
                enrichments.mayLeave()
                        ? Effect().stop().thenNoReply()
                        : Effect().noReply();
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> correct(StreamState<S> stored, StreamMessage.Correct correct) {
        Optional<String> loss = loss();
        if (loss.isPresent()) {
            return Effect().reply(correct.replyTo(), new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, loss.get()));
        }
        return take(corrections.correct(stored, lastVersion(), correct.correction()), PendingWrite.of(correct));
    }

    private ReplyEffect<Recorded, StreamState<S>> migrate(StreamState<S> state, StreamMessage.Migrate migrate) {
        return take(migrations.take(state, migrate.step()), PendingWrite.of(migrate));
    }

    private ReplyEffect<Recorded, StreamState<S>> take(Step<C> step, PendingWrite write) {
        return switch (step) {
            case Step.Append<C>(var events, var answer) -> append(events, write, answer);
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

    private ReplyEffect<Recorded, StreamState<S>> take(Step<C> step, StreamMessage.Execute execute) {
        return switch (step) {
            case Step.Answer<C>(var outcome) -> Effect().reply(execute.replyTo(), outcome);
            case Step.Append<C>(var events, var answer) -> append(events, PendingWrite.of(execute), answer);
            case Step.Enrich<C>(var enrichment) -> {
                enrichments.await(enrichment, execute);
                yield Effect().noReply();
            }
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> append(
            List<RecordedEvent> events, PendingWrite begun, Outcome answer) {
        write = begun;
        return Effect().persist(List.<Recorded>copyOf(events)).thenReply(begun.replyTo(), _ -> {
            begun.work().end();
            write = null;
            return answer;
        });
    }
}
