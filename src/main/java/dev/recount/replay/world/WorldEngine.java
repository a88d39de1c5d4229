package dev.recount.replay.world;

import dev.recount.decision.log.LoggedDecision;
import dev.recount.journal.Before;
import dev.recount.journal.EventDocument;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.replay.world.WorldListener.Side;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.course.WorldStream;
import dev.recount.replay.world.course.WorldStreams;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.Gap;
import dev.recount.replay.world.outcome.Tally;
import dev.recount.replay.world.outcome.WorldDifference;
import dev.recount.replay.world.outcome.WorldSummary;
import dev.recount.replay.world.reaction.RecordedSends;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two courses of all streams side by side: as on record, and in a world. It takes the decisions on record in the
 * order of the log; for one thread.
 */
public final class WorldEngine implements AutoCloseable {

    private final WorldQuestion question;
    private final Readings readings;
    private final Rules recordedRules;
    private final Rules otherRules;
    private final WorldStreams streams;
    private final WorldListener listener;
    private final MadeAnew madeAnew;
    private final Tally tally = new Tally();
    private final Map<String, Boolean> readAlike = new HashMap<>();

    /** The events that are corrected in the world alone, and all that came of them by handlers. */
    private final Set<EventId> ofCorrected = new HashSet<>();

    /**
     * Prepares a world.
     *
     * @param readings how events are read that were corrected
     * @param sends the commands on record of the handlers that are run
     */
    public WorldEngine(
            WorldQuestion question,
            Readings readings,
            Rules recorded,
            Rules other,
            WorldStreams streams,
            RecordedSends sends,
            WorldListener listener) {
        this.question = question;
        this.readings = readings;
        this.recordedRules = recorded;
        this.otherRules = other;
        this.streams = streams;
        this.listener = listener;
        List<Handler> run = question.runs().stream()
                .map(name -> other.handler(name).orElseThrow())
                .toList();
        this.madeAnew = new MadeAnew(this, run, sends);
    }

    /** Returns the counts so far; any thread may ask. */
    public WorldSummary summary() {
        return tally.summary();
    }

    /** Takes the next decision on record; what the server has recorded of itself is the same under any rules. */
    public void take(LoggedDecision step) {
        tally.read(step.events().size());
        Metadata metadata = step.circumstances().orElse(Metadata.UNKNOWN);
        boolean concerns = question.streams().covers(step.stream())
                || listener.followsAll()
                || !question.corrections().isEmpty();
        if (!concerns || StreamType.isOwn(step.stream().type()) || question.isBeyond(metadata)) {
            return;
        }
        madeAnew.timeIs(metadata.time());
        Optional<WorldStream> stream = streams.find(step.stream());
        if (stream.isEmpty()) {
            tally.gap(Gap.TYPE_UNKNOWN);
            return;
        }
        new Passage(this, step, stream.get()).run();
        madeAnew.goOn();
    }

    /** Notes an event that is corrected in the world alone, or came of one that is. */
    void isOfCorrected(EventId event) {
        ofCorrected.add(event);
    }

    /** Tells whether a handler sent a command because of an event that is corrected, or of one that came of that. */
    boolean isByCorrected(Metadata metadata) {
        return !ofCorrected.isEmpty()
                && cause(metadata).filter(ofCorrected::contains).isPresent();
    }

    WorldQuestion question() {
        return question;
    }

    Readings readings() {
        return readings;
    }

    Tally tally() {
        return tally;
    }

    WorldStreams streams() {
        return streams;
    }

    MadeAnew madeAnew() {
        return madeAnew;
    }

    /** Tells whether what caused a command of a handler happens in the world, as far as the world knows it. */
    boolean isCaused(Metadata metadata) {
        return cause(metadata)
                .flatMap(id -> streams.find(id.stream()).map(stream -> stream.happens(id.version())))
                .orElse(true);
    }

    /** Returns the event on record that caused a command of a handler; nothing for those of others. */
    public static Optional<EventId> cause(Metadata metadata) {
        if (!metadata.principal().isHandler()) {
            return Optional.empty();
        }
        return metadata.causation().flatMap(causation -> {
            try {
                EventId id = EventId.parse(causation);
                return Optional.of(EventId.of(id.stream(), id.version()));
            } catch (IllegalArgumentException otherCause) {
                return Optional.empty();
            }
        });
    }

    /** Reads a stored event by the rules of the world. */
    Recorded readByOthers(LogEntry entry) {
        boolean same =
                readAlike.computeIfAbsent(entry.stream().type(), type -> recordedRules.readAlike(otherRules, type));
        return same || entry.recorded() instanceof Recorded.Unreadable
                ? entry.recorded()
                : otherRules
                        .codecs()
                        .reader()
                        .read(new JournalEntry(
                                entry.stream(),
                                entry.version(),
                                entry.stored(),
                                Before.Unknown.INSTANCE,
                                entry.overlay()));
    }

    /** Tells of an event on record. */
    void happenedOnRecord(WorldStream stream, RecordedEvent event) {
        listener.happened(Side.RECORDED, stream.id(), stream.recorded().version(), event);
    }

    /**
     * Tells of an event of the world.
     *
     * @param onRecord the version of the event on record in whose place it stands, 0 if there is none
     * @param isReactedTo whether the handlers that are run react to it
     */
    void happened(WorldStream stream, long version, long onRecord, RecordedEvent event, boolean isReactedTo) {
        listener.happened(Side.OTHER, stream.id(), version, event);
        if (isReactedTo) {
            madeAnew.happened(stream.id(), version, onRecord, event);
        }
    }

    void differs(WorldStream stream, WorldDifference difference) {
        stream.differs();
        tally.different(difference);
        listener.differs(difference);
    }

    /** Returns events of the world as they are told. */
    List<EventDocument> documents(StreamId stream, List<RecordedEvent> events) {
        return events.stream()
                .flatMap(event ->
                        otherRules
                                .codecs()
                                .reader()
                                .open(new JournalEntry(stream, 1, event.stored()))
                                .documents()
                                .stream())
                .toList();
    }

    /** Returns the outcome of a decision in the world, as it is told. */
    DecidedOutcome outcome(WorldStream stream, Ruling ruling, List<RecordedEvent> happened) {
        return switch (ruling) {
            case Ruling.Accepted _ -> new DecidedOutcome.Accepted(documents(stream.id(), happened));
            case Ruling.Rejected(var reason, var message) -> new DecidedOutcome.Rejected(reason, message);
            case Ruling.Undecided _ -> new DecidedOutcome.NotSent();
        };
    }

    /** Ends the handlers that are run. */
    @Override
    public void close() {
        madeAnew.close();
    }
}
