package dev.recount.stream;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.EventHeader;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.migration.Migrated;
import dev.recount.json.MalformedException;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.Moves;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandHandling.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of one stream in migrations: it takes in copies of other streams' events, each once, and ends where it has
 * been copied itself. It is for one thread, and needs no actor.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class MigrationHandling<S, C, E> {

    private static final EncodedCommand NO_COMMAND = EncodedCommand.sent("", new byte[0]);

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final Evolution<S, E> evolution;
    private final StreamSettings settings;
    private final Clock clock;
    private final Claiming<S> claiming;

    public MigrationHandling(
            StreamId stream,
            StreamCodec<S, C, E> codec,
            Evolution<S, E> evolution,
            StreamSettings settings,
            Clock clock) {
        this.stream = stream;
        this.codec = codec;
        this.evolution = evolution;
        this.settings = settings;
        this.clock = clock;
        this.claiming = new Claiming<>(stream, codec);
    }

    /** Takes a step, unless it was taken before; the stream decides nothing about it. */
    public Step<C> take(StreamState<S> state, MigrationStep step) {
        return switch (state) {
            case StreamState.Damaged<S>(var _, var problem) -> refuse(Refusal.STREAM_DAMAGED, problem);
            case StreamState.Live<S> live ->
                switch (step) {
                    case MigrationStep.Copies copies -> copy(live, copies.copies());
                    case MigrationStep.Close close -> close(live, close);
                };
        };
    }

    private Step<C> copy(StreamState.Live<S> live, List<MigrationStep.Copy> copies) {
        var recorded = new ArrayList<RecordedEvent>();
        StreamState.Live<S> last = live;
        for (MigrationStep.Copy copy : copies) {
            if (last.moves().hasCopied(copy.mark().source(), copy.mark().from().version())) {
                continue;
            } else if (live.moves().moved().isPresent()) {
                return new Step.Answer<>(
                        new Outcome.Moved(stream, live.moves().moved().get().to()));
            }
            switch (recorded(last, copy)) {
                case Decider.Verdict.Answer(Outcome.Accepted _, var _) -> {} // today's code makes no event of it
                case Decider.Verdict.Answer(var refused, var _) -> {
                    return new Step.Answer<>(refused);
                }
                case Decider.Verdict.Select select ->
                    throw new IllegalStateException("a copy is decided on: " + select);
                case Decider.Verdict.Append(var more, var _, var _) -> {
                    last = after(last, more);
                    recorded.addAll(more);
                }
            }
        }
        return recorded.isEmpty() ? new Step.Answer<>(repeat(live)) : append(live, last, recorded, copies);
    }

    /** What the copied streams hold, this one holds from now on. */
    private Step<C> append(
            StreamState.Live<S> live,
            StreamState.Live<S> last,
            List<RecordedEvent> recorded,
            List<MigrationStep.Copy> copies) {
        List<String> sources = copies.stream()
                .map(copy -> JournalKey.of(copy.mark().source()))
                .distinct()
                .toList();
        Optional<Claimed> changes = claiming.changes(Optional.of(live.state()), Optional.of(last.state()), sources);
        if (changes.isEmpty()) {
            return new Step.Answer<>(claiming.defect());
        }
        recorded.add(recorded.removeLast().with(changes.get()));
        return new Step.Append<>(
                recorded,
                new Outcome.Accepted(stream, live.version() + 1, last.version(), false, Optional.empty()),
                Optional.empty());
    }

    private Decider.Verdict recorded(StreamState.Live<S> live, MigrationStep.Copy copy) {
        var events = new ArrayList<E>();
        try {
            for (MigrationStep.CopiedEvent event : copy.events()) {
                events.addAll(codec.events().readTold(stream, event.name(), event.data()));
            }
        } catch (MalformedException otherRevision) {
            return new Decider.Verdict.Answer(
                    refused(Refusal.DOMAIN_DEFECT, "this node cannot read the copy: " + otherRevision.getMessage()));
        }
        var request = new CommandRequest(stream, NO_COMMAND, copy.origin(), CommandRequest.Conditions.NONE, true);
        return new Recorder<>(codec, evolution, settings).record(live, events, header(live, copy), request);
    }

    private StreamState.Live<S> after(StreamState.Live<S> live, List<RecordedEvent> events) {
        StreamState<S> state = live;
        for (RecordedEvent event : events) {
            state = evolution.foreseen(state, event);
        }
        return (StreamState.Live<S>) state;
    }

    /** An event that was merged may come later than what happened after it; its own time is in its mark then. */
    private EventHeader header(StreamState.Live<S> live, MigrationStep.Copy copy) {
        Migrated mark = copy.mark();
        Instant happened = mark.time().orElseThrow();
        boolean isLate = happened.isBefore(live.time());
        Metadata metadata = copy.origin().metadata(isLate ? live.time() : happened, copy.recorded());
        return new EventHeader(
                metadata,
                new CommandRecord(copy.origin().commandId(), Optional.empty()),
                "",
                Optional.of(new Migrated(
                        mark.migration(),
                        mark.from(),
                        mark.copied(),
                        isLate ? mark.time() : Optional.empty(),
                        mark.earlier())));
    }

    private Step<C> close(StreamState.Live<S> live, MigrationStep.Close close) {
        if (live.moves().moved().isPresent()) {
            return new Step.Answer<>(repeat(live));
        } else if (live.version() != close.version()) {
            return new Step.Answer<>(new Outcome.VersionConflict(stream, close.version(), live.version()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var header = new EventHeader(
                close.origin().metadata(live.time().isAfter(now) ? live.time() : now, now),
                new CommandRecord(close.origin().commandId(), Optional.empty()),
                live.hash());
        Optional<Claimed> changes = claiming.changes(Optional.of(live.state()), Optional.empty(), List.of());
        if (changes.isEmpty()) {
            return new Step.Answer<>(claiming.defect());
        }
        RecordedEvent last = codec.events().write(close.moved(), header).with(changes.get());
        evolution.foresee(
                live,
                last,
                new StreamState.Live<>(
                        live.state(),
                        live.version() + 1,
                        last.metadata().time(),
                        HashChain.of(last.stored()),
                        live.commands(),
                        new Moves(live.moves().copied(), Optional.of(close.moved()))));
        return new Step.Append<>(
                List.of(last),
                new Outcome.Accepted(stream, live.version() + 1, live.version() + 1, false, Optional.empty()),
                Optional.empty());
    }

    private Outcome repeat(StreamState.Live<S> live) {
        return new Outcome.Accepted(stream, live.version() + 1, live.version(), true, Optional.empty());
    }

    private Step<C> refuse(Refusal refusal, String problem) {
        return new Step.Answer<>(refused(refusal, problem));
    }

    private Outcome refused(Refusal refusal, String problem) {
        return new Outcome.Refused(stream, refusal, problem);
    }
}
