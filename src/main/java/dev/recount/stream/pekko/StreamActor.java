package dev.recount.stream.pekko;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.Placement;
import dev.recount.journal.stored.JournalReader;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.stream.Decider;
import dev.recount.stream.LogContext;
import dev.recount.stream.Outcome;
import dev.recount.stream.Reading;
import dev.recount.stream.Recorder;
import dev.recount.stream.Refusal;
import dev.recount.stream.SnapshotThinning;
import dev.recount.stream.StreamListener;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.journal.JournalSetup;
import dev.recount.stream.pekko.journal.LiveSnapshots;
import dev.recount.stream.trace.TracedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/** The actor of one stream: takes messages in order, stores what {@link Decider} decides, and answers. */
final class StreamActor<S, C, E>
        extends EventSourcedBehaviorWithEnforcedReplies<StreamMessage, Recorded, StreamState<S>> {

    private final ActorContext<StreamMessage> context;
    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final Evolution<S, E> evolution;
    private final Decider<S, C, E> decider;
    private final Enrichments enrichments;
    private final SnapshotThinning thinning;
    private final Clock clock;
    private final Recovery recovery;
    private final int journal;

    private @Nullable Write write;
    private boolean hasGap;

    /** What a stream's actor needs besides its stream. */
    record Surroundings(SnapshotThinning thinning, StreamListener listener, Placement placement, Clock clock) {}

    /** An append that is being written, and who waits for it. */
    private record Write(ActorRef<Outcome> replyTo, TracedWork work) {}

    private StreamActor(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, C, E> codec,
            StreamSettings settings,
            Surroundings surroundings) {
        super(PersistenceId.ofUniqueId(JournalReader.persistenceId(stream)), restart(settings));
        this.context = context;
        this.stream = stream;
        this.codec = codec;
        this.evolution = new Evolution<>(stream, codec, settings.rememberedCommands());
        this.decider = new Decider<>(stream, codec, new Recorder<>(codec, evolution, settings));
        this.enrichments = new Enrichments(context, settings.enrichmentTimeout());
        this.thinning = surroundings.thinning;
        this.clock = surroundings.clock;
        this.recovery = new Recovery(stream, surroundings.listener);
        this.journal = surroundings.placement.of(stream);
    }

    static Behavior<StreamMessage> of(
            StreamId stream, StreamCodec<?, ?, ?> codec, StreamSettings settings, Surroundings surroundings) {
        return Behaviors.intercept(
                () -> new LifecycleReports(stream, surroundings.listener),
                Behaviors.setup(context -> new StreamActor<>(context, stream, codec, settings, surroundings)));
    }

    private static BackoffSupervisorStrategy restart(StreamSettings settings) {
        return SupervisorStrategy.restartWithBackoff(Duration.ofMillis(100), Duration.ofSeconds(1), 0.2)
                .withStashCapacity(settings.maxInFlight());
    }

    @Override
    public String journalPluginId() {
        return JournalSetup.journalPlugin(journal);
    }

    @Override
    public String snapshotPluginId() {
        return JournalSetup.snapshotPlugin(journal);
    }

    @Override
    public StreamState<S> emptyState() {
        return evolution.beginning();
    }

    @Override
    public EventHandler<StreamState<S>, Recorded> eventHandler() {
        return (state, recorded) -> {
            recovery.applied();
            return evolution.after(state, recorded);
        };
    }

    @Override
    public SnapshotAdapter<StreamState<S>> snapshotAdapter() {
        return new LiveSnapshots<>(codec);
    }

    @Override
    public boolean shouldSnapshot(StreamState<S> before, Recorded recorded, long version) {
        return recorded instanceof RecordedEvent event
                && codec.type().snapshots().isDue(event.events(), version);
    }

    @Override
    public SignalHandler<StreamState<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .onSignal(RecoveryFailed.class, (_, _) -> recovery.begin())
                .onSignal(JournalPersistFailed.class, (_, failed) -> notWritten(failed.failure()))
                .onSignal(
                        SnapshotCompleted.class,
                        (_, saved) -> thinning.saved(
                                stream, codec, saved.getSnapshotMetadata().sequenceNr()))
                .build();
    }

    /** Replay ends without a word at a gap in the journal, so the version reached is held against the last one stored. */
    private void recovered(StreamState<S> state) {
        hasGap = state instanceof StreamState.Live<S> && state.version() != lastSequenceNumber(context);
        recovery.end();
    }

    /** The actor begins anew after this. */
    private void notWritten(Throwable failure) {
        recovery.begin();
        if (write != null) {
            write.replyTo.tell(
                    failure instanceof NotWrittenException
                            ? refused(Refusal.UNAVAILABLE, "the journal did not take the events; nothing was stored")
                            : refused(Refusal.UNCONFIRMED, "the journal did not say whether the events are stored"));
            write.work.end();
            write = null;
        }
    }

    @Override
    public CommandHandlerWithReply<StreamMessage, Recorded, StreamState<S>> commandHandler() {
        return this::handle;
    }

    @SuppressWarnings("unchecked") // an enriched command comes from this actor's own enrichment
    private ReplyEffect<Recorded, StreamState<S>> handle(StreamState<S> state, StreamMessage message) {
        return switch (message) {
            case StreamMessage.Execute execute -> {
                try (var _ = LogContext.of(execute.request())) {
                    yield execute(state, execute);
                }
            }
            case StreamMessage.Read(var _, var replyTo) -> Effect().reply(replyTo, read(state));
            case StreamMessage.Enriched<?> enriched -> {
                enrichments.ended();
                try (var _ = LogContext.of(enriched.execute().request())) {
                    yield decide(state, enriched.execute(), (C) enriched.command());
                }
            }
            case StreamMessage.NotEnriched(var execute, var problem) -> {
                enrichments.ended();
                yield Effect().reply(execute.replyTo(), refused(Refusal.ENRICHMENT_FAILED, problem));
            }
            case StreamMessage.Passivate.INSTANCE ->
                enrichments.mayLeave()
                        ? Effect().stop().thenNoReply()
                        : Effect().noReply();
        };
    }

    private ReplyEffect<Recorded, StreamState<S>> execute(StreamState<S> state, StreamMessage.Execute execute) {
        EncodedCommand encoded = execute.request().command();
        C command;
        try {
            command = codec.commands().read(encoded.name(), encoded.json());
        } catch (IllegalArgumentException | MalformedException otherRevision) {
            String problem = "this node cannot read " + encoded.name() + ": " + otherRevision.getMessage();
            return Effect().reply(execute.replyTo(), refused(Refusal.DOMAIN_DEFECT, problem));
        }
        if (state instanceof StreamState.Live<S> live && !hasGap) {
            var enrichment = decider.enrich(live, execute.request(), command, clock.instant());
            if (enrichment.isPresent()) {
                enrichments.await(enrichment.get(), execute);
                return Effect().noReply();
            }
        }
        return decide(state, execute, command);
    }

    private ReplyEffect<Recorded, StreamState<S>> decide(
            StreamState<S> state, StreamMessage.Execute execute, C command) {
        return switch (state) {
            case StreamState.Live<S> live
            when !hasGap ->
                switch (verdict(live, execute, command)) {
                    case Decider.Verdict.Answer(var outcome) -> Effect().reply(execute.replyTo(), outcome);
                    case Decider.Verdict.Append(var events, var answer) -> append(events, execute, answer);
                };
            default -> Effect().reply(execute.replyTo(), damage(state));
        };
    }

    private Decider.Verdict verdict(StreamState.Live<S> state, StreamMessage.Execute execute, C command) {
        TracedWork work = work("decide", execute);
        try {
            return work.around(() -> decider.decide(state, execute.request(), command, clock.instant()));
        } finally {
            work.end();
        }
    }

    private TracedWork work(String what, StreamMessage.Execute execute) {
        if (execute.traceparent().isEmpty()) {
            return TracedWork.UNTRACED;
        }
        String name =
                what + " " + stream.type() + " " + execute.request().command().name();
        return TracedWork.within(name, execute.traceparent()).with("recount.stream", stream.toString());
    }

    private ReplyEffect<Recorded, StreamState<S>> append(
            List<RecordedEvent> events, StreamMessage.Execute execute, Outcome answer) {
        TracedWork work = work("append", execute);
        write = new Write(execute.replyTo(), work);
        return Effect().persist(List.<Recorded>copyOf(events)).thenReply(execute.replyTo(), _ -> {
            work.end();
            write = null;
            return answer;
        });
    }

    private Reading read(StreamState<S> state) {
        if (hasGap || !(state instanceof StreamState.Live<S> live)) {
            return new Reading.Failed(damage(state));
        }
        return decider.reading(live);
    }

    private Outcome.Refused damage(StreamState<S> state) {
        return refused(
                Refusal.STREAM_DAMAGED,
                state instanceof StreamState.Damaged<S>(var _, var problem)
                        ? problem
                        : "events are missing after version " + state.version());
    }

    private Outcome.Refused refused(Refusal refusal, String message) {
        return new Outcome.Refused(stream, refusal, message);
    }
}
