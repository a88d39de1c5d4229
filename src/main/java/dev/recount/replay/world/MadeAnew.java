package dev.recount.replay.world;

import dev.recount.decision.DecidedCommand;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.course.WorldStream;
import dev.recount.replay.world.outcome.Change;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.Gap;
import dev.recount.replay.world.outcome.WorldDifference;
import dev.recount.replay.world.reaction.Cause;
import dev.recount.replay.world.reaction.ReactingWorld;
import dev.recount.replay.world.reaction.Reactions;
import dev.recount.replay.world.reaction.RecordedSends;
import dev.recount.replay.world.reaction.SentCommand;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that handlers send in a world, in the place of those that they sent on record. For one thread. */
final class MadeAnew implements ReactingWorld, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MadeAnew.class);

    private final WorldEngine engine;
    private final Reactions reactions;
    private final Map<Place, Deque<Made>> ahead = new HashMap<>();

    /** The place of a command that a handler has sent: because of which event on record, and to which stream. */
    private record Place(String handler, EventId cause, StreamId target) {}

    /**
     * A command that a handler has sent in the world, and that is still to come on record.
     *
     * @param happened the events that it led to
     */
    record Made(Ruling ruling, List<RecordedEvent> happened) {}

    MadeAnew(WorldEngine engine, List<Handler> handlers, RecordedSends sends) {
        this.engine = engine;
        this.reactions = new Reactions(handlers, sends, this);
    }

    /** Tells whether a command of a handler is made anew, as the handler is run and reacts to what caused it. */
    boolean covers(Metadata metadata) {
        return reactions.make(metadata.principal())
                && WorldEngine.cause(metadata)
                        .flatMap(id ->
                                engine.streams().find(id.stream()).map(stream -> stream.wasReactedTo(id.version())))
                        .orElse(false);
    }

    /**
     * Lets a handler send what it sends because of the cause of a command on record; returns the command in the place
     * of that one.
     */
    Optional<Made> insteadOf(StreamId target, Metadata metadata) {
        String handler = metadata.principal().handler().orElseThrow();
        EventId cause = WorldEngine.cause(metadata).orElseThrow();
        var place = new Place(handler, cause, target);
        reactions.comesOnRecord(handler, cause, () -> ahead.containsKey(place));
        Deque<Made> made = ahead.getOrDefault(place, new ArrayDeque<>());
        Optional<Made> first = Optional.ofNullable(made.poll());
        if (made.isEmpty()) {
            ahead.remove(place);
        }
        return first;
    }

    /**
     * Takes an event that has happened in the world; {@link #goOn} lets the handlers react.
     *
     * @param onRecord the version of the event on record in whose place it stands, 0 if there is none
     */
    void happened(StreamId stream, long version, long onRecord, RecordedEvent event) {
        if (reactions.areRun()) {
            reactions.happened(
                    new Cause(EventId.of(stream, version), EventId.of(stream, onRecord), event.metadata()), event);
        }
    }

    /** Lets handlers react to all that nothing on record is to come for first. */
    void goOn() {
        reactions.goOn();
    }

    /** Fires the timers that are due by a time. */
    void timeIs(Instant now) {
        reactions.timeIs(now);
    }

    @Override
    public CommandAnswer send(SentCommand sent) {
        WorldStream target = target(sent);
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
            engine.happened(target, version, sent.isOnRecord() ? target.onRecord(version) : 0, event, true);
        }
        if (sent.isOnRecord()) {
            ahead.computeIfAbsent(
                            new Place(sent.handler(), sent.cause().onRecord(), sent.target()), _ -> new ArrayDeque<>())
                    .add(new Made(ruling, happened));
        } else {
            added(sent, target, record, ruling, happened);
        }
        return answer(ruling, target);
    }

    private WorldStream target(SentCommand sent) {
        return engine.streams()
                .find(sent.target())
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no stream type " + sent.target().type()));
    }

    @Override
    public Optional<CommandAnswer.Rejected> rejection(SentCommand sent) {
        WorldStream target = target(sent);
        return answer(target.other().decide(sent.command(), sent.metadata()), target)
                        instanceof CommandAnswer.Rejected rejected
                ? Optional.of(rejected)
                : Optional.empty();
    }

    private void added(
            SentCommand sent, WorldStream target, CommandRecord record, Ruling ruling, List<RecordedEvent> happened) {
        target.shift(happened.size());
        engine.tally().decided();
        if (ruling instanceof Ruling.Accepted && happened.isEmpty()) {
            return; // and so it would have left no trace on record
        }
        var command = new DecidedCommand(
                record.id(),
                record.detail().orElseThrow().name(),
                1,
                Optional.of(target.other().forms().write(sent.command())),
                sent.metadata(),
                Optional.empty());
        engine.differs(
                target,
                new WorldDifference(
                        target.id(),
                        target.recorded().version(),
                        command,
                        Change.ADDED,
                        new DecidedOutcome.NotSent(),
                        engine.outcome(target, ruling, happened),
                        new WorldDifference.States(
                                target.recorded().json(), target.other().json())));
    }

    private static CommandAnswer answer(Ruling ruling, WorldStream target) {
        return switch (ruling) {
            case Ruling.Accepted _ -> new CommandAnswer.Accepted(target.other().version());
            case Ruling.Rejected(var reason, var message) -> new CommandAnswer.Rejected(reason, message);
            case Ruling.Undecided(var gap) -> throw new IllegalStateException(gap.sentence());
        };
    }

    @Override
    public <S> Optional<S> state(StreamType<S, ?, ?> type, StreamId stream) {
        return engine.streams()
                .find(stream)
                .filter(found -> found.other().version() > 0)
                .flatMap(found -> found.other().state())
                .map(type.state()::cast);
    }

    @Override
    public void failed(String handler, Cause cause, Throwable failure) {
        LOG.debug("The handler {} failed on {} in a world", handler, cause.here(), failure);
        engine.tally().gap(Gap.REACTION_FAILED);
    }

    @Override
    public void close() {
        reactions.close();
    }
}
