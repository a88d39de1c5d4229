package dev.recount.stream;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.HashChain;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.migration.Moved;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.CommandMemory;
import dev.recount.replay.Evolution;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandHandling.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The recording of corrections in one stream. It is for one thread, and needs no actor.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class CorrectionHandling<S, C, E> {

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final Evolution<S, E> evolution;
    private final StreamSettings settings;
    private final Clock clock;
    private final Claiming<S> claiming;
    private final EventTagging tagging;

    public CorrectionHandling(
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
        this.tagging = new EventTagging(stream, codec);
    }

    /**
     * Prepares a correction to be stored, if the stream is still at the version for which its state was worked out.
     *
     * @param state the stream; rules that fail on an event that is corrected now do not stand in the way
     * @param version the version of its last event
     */
    public Step<C> correct(StreamState<S> state, long version, CorrectionRequest request) {
        StreamState.Live<S> corrected;
        var corrections = new ArrayList<Correction>();
        try {
            corrected = Snapshot.read(codec, stream, request.corrected().getBytes(StandardCharsets.UTF_8))
                    .live();
            for (String correction : request.corrections()) {
                corrections.add(CorrectionJson.read(correction));
            }
        } catch (IOException | RuntimeException otherRevision) {
            return refuse(Refusal.DOMAIN_DEFECT, "this node cannot read the correction: " + otherRevision.getMessage());
        }
        CommandMemory memory = state instanceof StreamState.Live<S> live ? live.commands() : corrected.commands();
        Optional<Step<C>> earlier = earlier(memory, request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<Moved> moved = corrected.moves().moved();
        if (moved.isPresent()) {
            return new Step.Answer<>(new Outcome.Moved(stream, moved.get().to()));
        }
        OptionalLong expected = request.request().conditions().expectedVersion();
        if (version != expected.orElse(request.version()) || version != request.version()) {
            return new Step.Answer<>(new Outcome.VersionConflict(stream, expected.orElse(request.version()), version));
        }
        return append(state, corrected, memory, corrections, request);
    }

    private Optional<Step<C>> earlier(CommandMemory memory, CorrectionRequest request) {
        return memory.find(request.request().origin().commandId())
                .map(known -> known.digest().equals(digest(request))
                        ? new Step.Answer<C>(
                                new Outcome.Accepted(stream, known.first(), known.last(), true, Optional.empty()))
                        : refuse(Refusal.COMMAND_ID_REUSED, "the command id " + known.id() + " came before"));
    }

    private Step<C> append(
            StreamState<S> before,
            StreamState.Live<S> corrected,
            CommandMemory memory,
            List<Correction> corrections,
            CorrectionRequest request) {
        Optional<S> held = before instanceof StreamState.Live<S> live ? Optional.of(live.state()) : Optional.empty();
        Optional<Claimed> changes = claiming.changes(held, Optional.of(corrected.state()), List.of());
        if (changes.isEmpty()) {
            return new Step.Answer<>(claiming.defect());
        }
        EventHeader first = header(corrected, request);
        var events = new ArrayList<RecordedEvent>();
        StreamState.Live<S> after = corrected;
        for (Correction correction : corrections) {
            EventHeader header = (events.isEmpty() ? first : first.withoutDetail()).after(after.hash());
            long version = after.version() + 1;
            RecordedEvent written = codec.events()
                    .write(EventId.of(stream, version), correction, header)
                    .with(events.isEmpty() ? changes.get() : Claimed.NOTHING);
            Optional<RecordedEvent> tagged = tagging.tagged(written, version, correction);
            if (tagged.isEmpty()) {
                return new Step.Answer<>(tagging.defect());
            }
            RecordedEvent event = tagged.get();
            if (event.stored().payload().length > settings.maxEventBytes()) {
                return refuse(
                        Refusal.EVENT_TOO_LARGE,
                        "the correction would take " + event.stored().payload().length + " bytes; at most "
                                + settings.maxEventBytes() + " are stored");
            }
            events.add(event);
            after = after(after, events.size() == 1 ? memory : after.commands(), event);
            if (events.size() == 1) {
                evolution.foresee(before, event, after);
            }
        }
        var state = new Outcome.State(codec.states().write(after.state()));
        return new Step.Append<>(
                events,
                new Outcome.Accepted(
                        stream,
                        corrected.version() + 1,
                        after.version(),
                        false,
                        Optional.of(new Outcome.Detail(
                                events.stream().map(RecordedEvent::stored).toList(), state))),
                Optional.empty());
    }

    /** Nothing happens to the stream at the time of a correction, so that events of the past may still follow. */
    private EventHeader header(StreamState.Live<S> corrected, CorrectionRequest request) {
        CommandRequest.Origin origin = request.request().origin();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Metadata metadata = origin.metadata(corrected.time(), now);
        var detail = new CommandRecord.Detail(Correction.COMMAND, 1, digest(request), Optional.empty(), codec.rules());
        return new EventHeader(metadata, new CommandRecord(origin.commandId(), Optional.of(detail)), "");
    }

    private String digest(CorrectionRequest request) {
        return codec.digest(stream, request.request().command());
    }

    /** The state is the same after each of them, as it holds all that they say. */
    private StreamState.Live<S> after(StreamState.Live<S> before, CommandMemory memory, RecordedEvent event) {
        long version = before.version() + 1;
        return new StreamState.Live<>(
                before.state(),
                version,
                event.metadata().time(),
                HashChain.of(event.stored()),
                memory.after(event.header().command(), version, settings.rememberedCommands()),
                before.moves());
    }

    private Step<C> refuse(Refusal refusal, String problem) {
        return new Step.Answer<>(new Outcome.Refused(stream, refusal, problem));
    }
}
