package dev.recount.replay.world;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventDocument;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.replay.world.WorldListener.Side;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.course.WorldStream;
import dev.recount.replay.world.course.WorldStreams;
import dev.recount.replay.world.outcome.Change;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.Gap;
import dev.recount.replay.world.outcome.Tally;
import dev.recount.replay.world.outcome.WorldDifference;
import dev.recount.replay.world.outcome.WorldSummary;
import dev.recount.replay.world.reaction.Cause;
import dev.recount.replay.world.reaction.ReactingWorld;
import dev.recount.replay.world.reaction.Reactions;
import dev.recount.replay.world.reaction.RecordedSends;
import dev.recount.replay.world.reaction.SentCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two courses of all streams side by side: as on record, and in a world. It takes the decisions on record in the
 * order of the log; for one thread.
 */
public final class WorldEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorldEngine.class);

    private final WorldQuestion question;
    private final Rules recordedRules;
    private final Rules otherRules;
    private final WorldStreams streams;
    private final WorldListener listener;
    private final Reactions reactions;
    private final Tally tally = new Tally();
    private final Map<String, Boolean> readAlike = new HashMap<>();
    private final Map<Place, Deque<Made>> made = new HashMap<>();

    /** The place of a command that a handler has sent: because of which event on record, and to which stream. */
    private record Place(String handler, EventId cause, StreamId target) {}

    /**
     * A command that a handler has sent in the world, and that is still to come on record.
     *
     * @param happened the events that it led to
     */
    record Made(Ruling ruling, List<RecordedEvent> happened) {}

    /**
     * Prepares a world.
     *
     * @param sends the commands on record of the handlers that are run
     */
    public WorldEngine(
            WorldQuestion question,
            Rules recorded,
            Rules other,
            WorldStreams streams,
            RecordedSends sends,
            WorldListener listener) {
        this.question = question;
        this.recordedRules = recorded;
        this.otherRules = other;
        this.streams = streams;
        this.listener = listener;
        List<Handler> run = question.runs().stream()
                .map(name -> other.handler(name).orElseThrow())
                .toList();
        this.reactions = new Reactions(run, sends, new World());
    }

    /** Returns the counts so far; any thread may ask. */
    public WorldSummary summary() {
        return tally.summary();
    }

    /** Takes the next decision on record. */
    public void take(RecordedStep step) {
        tally.read(step.events().size());
        boolean concerns = question.streams().covers(step.stream()) || listener.followsAll();
        if (!concerns || question.isBeyond(step.metadata())) {
            return;
        }
        reactions.timeIs(step.metadata().time());
        Optional<WorldStream> stream = streams.find(step.stream());
        if (stream.isEmpty()) {
            tally.gap(Gap.TYPE_UNKNOWN);
            return;
        }
        new Passage(this, step, stream.get()).run();
        reactions.goOn();
    }

    WorldQuestion question() {
        return question;
    }

    Tally tally() {
        return tally;
    }

    Reactions reactions() {
        return reactions;
    }

    /** Tells whether what caused a command of a handler happens in the world, as far as the world knows it. */
    boolean isCaused(Metadata metadata) {
        return cause(metadata)
                .flatMap(id -> streams.find(id.stream()).map(stream -> stream.happens(id.version())))
                .orElse(true);
    }

    /** Tells whether a command of a handler is made anew, as the handler is run and reacts to what caused it. */
    boolean isMadeAnew(Metadata metadata) {
        return reactions.make(metadata.principal())
                && cause(metadata)
                        .flatMap(id -> streams.find(id.stream()).map(stream -> stream.wasReactedTo(id.version())))
                        .orElse(false);
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

    /**
     * Lets the handler send what it sends because of the cause of a command on record; returns what is in its place.
     */
    Optional<Made> madeAnew(RecordedStep step) {
        String handler = step.metadata().principal().handler().orElseThrow();
        EventId cause = cause(step.metadata()).orElseThrow();
        var place = new Place(handler, cause, step.stream());
        reactions.comesOnRecord(handler, cause, () -> made.containsKey(place));
        Deque<Made> ahead = made.getOrDefault(place, new ArrayDeque<>());
        Optional<Made> first = Optional.ofNullable(ahead.poll());
        if (ahead.isEmpty()) {
            made.remove(place);
        }
        return first;
    }

    /** Reads a stored event by the rules of the world. */
    Recorded readByOthers(LogEntry entry) {
        boolean same =
                readAlike.computeIfAbsent(entry.stream().type(), type -> recordedRules.readAlike(otherRules, type));
        return same || entry.recorded() instanceof Recorded.Unreadable
                ? entry.recorded()
                : otherRules.codecs().reader().read(new JournalEntry(entry.stream(), entry.version(), entry.stored()));
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
        if (isReactedTo && reactions.areRun()) {
            var cause =
                    new Cause(EventId.of(stream.id(), version), EventId.of(stream.id(), onRecord), event.metadata());
            reactions.happened(cause, event);
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

    /** The world as the handlers reach it that are run. */
    private final class World implements ReactingWorld {

        @Override
        public CommandAnswer send(SentCommand sent) {
            WorldStream target = streams.find(sent.target())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no stream type " + sent.target().type()));
            Ruling ruling = target.other().decide(sent.command(), sent.metadata());
            String name = sent.command().getClass().getSimpleName();
            var record = new CommandRecord(
                    sent.cause().here() + " " + sent.handler(),
                    Optional.of(new CommandRecord.Detail(name, 1, "", Optional.empty(), Optional.empty())));
            List<RecordedEvent> happened = ruling instanceof Ruling.Accepted(var events)
                    ? target.other().happen(events, sent.metadata(), record)
                    : List.of();
            long version = target.other().version() - happened.size();
            for (RecordedEvent event : happened) {
                version++;
                happened(target, version, sent.isOnRecord() ? target.onRecord(version) : 0, event, true);
            }
            if (sent.isOnRecord()) {
                made.computeIfAbsent(
                                new Place(sent.handler(), sent.cause().onRecord(), sent.target()),
                                _ -> new ArrayDeque<>())
                        .add(new Made(ruling, happened));
            } else {
                added(sent, target, record, ruling, happened);
            }
            return answer(ruling, target);
        }

        private void added(
                SentCommand sent,
                WorldStream target,
                CommandRecord record,
                Ruling ruling,
                List<RecordedEvent> happened) {
            target.shift(happened.size());
            tally.decided();
            if (ruling instanceof Ruling.Accepted && happened.isEmpty()) {
                return; // and so it would have left no trace on record
            }
            var command = new WorldDifference.Command(
                    record.id(),
                    record.detail().orElseThrow().name(),
                    Optional.of(target.other().write(sent.command())),
                    Optional.empty(),
                    sent.metadata());
            differs(
                    target,
                    new WorldDifference(
                            target.id(),
                            target.recorded().version(),
                            command,
                            Change.ADDED,
                            new DecidedOutcome.NotSent(),
                            outcome(target, ruling, happened),
                            new WorldDifference.States(
                                    target.recorded().json(), target.other().json())));
        }

        private static CommandAnswer answer(Ruling ruling, WorldStream target) {
            return switch (ruling) {
                case Ruling.Accepted _ ->
                    new CommandAnswer.Accepted(target.other().version());
                case Ruling.Rejected(var reason, var message) -> new CommandAnswer.Rejected(reason, message);
                case Ruling.Undecided(var gap) -> throw new IllegalStateException(gap.sentence());
            };
        }

        @Override
        public <S> Optional<S> state(StreamType<S, ?, ?> type, StreamId stream) {
            return streams.find(stream)
                    .filter(found -> found.other().version() > 0)
                    .flatMap(found -> found.other().state())
                    .map(type.state()::cast);
        }

        @Override
        public void failed(String handler, Cause cause, Throwable failure) {
            LOG.debug("The handler {} failed on {} in a world", handler, cause.here(), failure);
            tally.gap(Gap.REACTION_FAILED);
        }
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
        reactions.close();
    }
}
