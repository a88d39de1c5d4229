package dev.recount.stream.pekko;

import dev.recount.journal.JournalKey;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.damage.DamagedStreams;
import dev.recount.journal.migration.Moved;
import dev.recount.journal.spread.Placement;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.StreamListener;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.journal.JournalSetup;
import dev.recount.stream.pekko.journal.LiveSnapshots;
import dev.recount.stream.snapshot.SnapshotThinning;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** The persistence of a stream's actor: where its events and snapshots lie, and how its state is made of them. */
abstract class PersistentStream<S, E>
        extends EventSourcedBehaviorWithEnforcedReplies<StreamMessage, Recorded, StreamState<S>> {

    /** The time after which a damaged stream is read anew, unless it is marked: it may have been mended. */
    private static final Duration LONGEST_DAMAGED = Duration.ofSeconds(10);

    private final ActorContext<StreamMessage> context;
    private final StreamId stream;
    private final StreamCodec<S, ?, E> codec;
    private final Evolution<S, E> evolution;
    private final SnapshotThinning thinning;
    private final Recovery recovery;
    private final DamagedStreams damaged;
    private final int journal;

    private boolean hasGap;
    private long lastSaved;

    /** The parts of the node that streams' actors share. */
    record Services(
            SnapshotThinning thinning,
            StreamListener listener,
            DamagedStreams damaged,
            Placement placement,
            Senders senders,
            ClaimLook claims,
            BoundaryLook boundaries,
            Clock clock) {}

    PersistentStream(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, ?, E> codec,
            StreamSettings settings,
            Services services) {
        super(PersistenceId.ofUniqueId(JournalKey.of(stream)), restart(settings));
        this.context = context;
        this.stream = stream;
        this.codec = codec;
        this.evolution = new Evolution<>(stream, codec, settings.rememberedCommands());
        this.thinning = services.thinning;
        this.recovery = new Recovery(stream, services.listener);
        this.damaged = services.damaged;
        this.journal = services.placement.of(stream);
    }

    /** Returns how an actor begins anew after a failure of what it stores in. */
    static BackoffSupervisorStrategy restart(StreamSettings settings) {
        return SupervisorStrategy.restartWithBackoff(Duration.ofMillis(100), Duration.ofSeconds(1), 0.2)
                .withStashCapacity(settings.mostWaiting());
    }

    final Evolution<S, E> evolution() {
        return evolution;
    }

    /** The journal did not take events; the actor begins anew after this. */
    abstract void notWritten(Throwable failure);

    @Override
    public final String journalPluginId() {
        return JournalSetup.journalPlugin(journal);
    }

    @Override
    public final String snapshotPluginId() {
        return JournalSetup.snapshotPlugin(journal);
    }

    @Override
    public final StreamState<S> emptyState() {
        return evolution.beginning();
    }

    @Override
    public final EventHandler<StreamState<S>, Recorded> eventHandler() {
        return (state, recorded) -> {
            recovery.applied();
            return evolution.after(state, recorded);
        };
    }

    @Override
    public final SnapshotAdapter<StreamState<S>> snapshotAdapter() {
        return new LiveSnapshots<>(stream, codec);
    }

    /** The state that is saved is that after all that is stored together with the event. */
    @Override
    public final boolean shouldSnapshot(StreamState<S> before, Recorded recorded, long version) {
        return recorded instanceof RecordedEvent event
                && (isTurn(event) || codec.type().snapshots().isDue(event.events(), version));
    }

    /** Tells whether one of the events is such that the state right after it has to be saved. */
    final boolean isToBeSavedAfter(List<RecordedEvent> events) {
        return events.stream()
                .anyMatch(event -> isTurn(event) || codec.type().snapshots().isSettled(event.events()));
    }

    /** The events after which a story is another one: corrections, and the end of a stream that has moved. */
    private static boolean isTurn(RecordedEvent event) {
        String manifest = event.stored().manifest();
        return Correction.isStoredAs(manifest) || Moved.isStoredAs(manifest);
    }

    @Override
    public final SignalHandler<StreamState<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .onSignal(RecoveryFailed.class, (_, _) -> recovery.begin())
                .onSignal(JournalPersistFailed.class, (_, failed) -> {
                    recovery.begin(); // the actor begins anew after this
                    notWritten(failed.failure());
                })
                .onSignal(
                        SnapshotCompleted.class,
                        (_, completed) -> saved(completed.getSnapshotMetadata().sequenceNr()))
                .build();
    }

    private void saved(long version) {
        thinning.saved(stream, codec, lastSaved, version);
        lastSaved = version;
    }

    /**
     * Replay ends without a word at a gap in the journal, so the version reached is held against the last one stored.
     */
    private void recovered(StreamState<S> state) {
        hasGap = state instanceof StreamState.Live<S> && state.version() != lastSequenceNumber(context);
        if (hasGap || state instanceof StreamState.Damaged<S>) {
            damaged.suspect(stream);
        }
        recovery.end();
    }

    /**
     * Returns the state as far as it can be relied on: one that is not the last one stored is damage, and so is one
     * that came about before damage was found.
     */
    final StreamState<S> known(StreamState<S> state) {
        if (state instanceof StreamState.Live<S> && hasGap) {
            return new StreamState.Damaged<>(state.version(), "events are missing after version " + state.version());
        }
        return damaged.of(stream)
                .<StreamState<S>>map(mark -> new StreamState.Damaged<>(mark.version() - 1, mark.problem()))
                .orElse(state);
    }

    /** Returns the version of the last event that is stored, whether or not the rules could follow up to it. */
    final long lastVersion() {
        return lastSequenceNumber(context);
    }

    /** Returns what is known to be wrong with the stored events themselves, whatever the rules make of them. */
    final Optional<String> loss() {
        return hasGap ? Optional.of("events are missing") : damaged.of(stream).map(Damage::problem);
    }

    /** Tells whether the damage that the stream has come into memory with may have been mended since. */
    final boolean mayBeMended(StreamState<S> state) {
        boolean wasDamaged = hasGap || state instanceof StreamState.Damaged<S>;
        return wasDamaged && damaged.of(stream).isEmpty() && recovery.isOlderThan(LONGEST_DAMAGED);
    }
}
