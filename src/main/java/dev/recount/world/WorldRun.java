package dev.recount.world;

import dev.recount.decision.log.DecisionLog;
import dev.recount.decision.log.DecisionPosition;
import dev.recount.decision.log.DecisionReader;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.log.Knowledge;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.replay.world.Readings;
import dev.recount.replay.world.Rules;
import dev.recount.replay.world.WorldEngine;
import dev.recount.replay.world.WorldListener;
import dev.recount.replay.world.WorldQuestion;
import dev.recount.replay.world.course.WorldStreams;
import dev.recount.replay.world.outcome.WorldDifference;
import dev.recount.replay.world.outcome.WorldSummary;
import dev.recount.replay.world.reaction.RecordedSends;
import dev.recount.world.table.DifferenceTable;
import dev.recount.world.table.WorldTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/**
 * The computation of one world, from the first decision on record to the last that there was when it began. It blocks,
 * and runs once; what it has come to can be asked from any thread.
 */
public final class WorldRun {

    private static final int BATCH_DECISIONS = 2_000;
    private static final int BATCH_DIFFERENCES = 500;

    private final DecisionLog decisions;
    private final DecisionPosition end;
    private final WorldTables tables;
    private final EventReader events;
    private final WorldStreams streams;
    private final WorldEngine engine;
    private final WorldQuestion question;
    private final RecordedSends sends = new RecordedSends();
    private final Runnable afterBatch;
    private long differences;
    private volatile boolean cancelled;

    /**
     * The parts of a world.
     *
     * @param recorded the rules that are served
     * @param other the rules of the world
     * @param streamsInMemory how many streams are held in memory
     */
    public record Parts(DecisionLog decisions, Rules recorded, Rules other, WorldTables tables, int streamsInMemory) {}

    /**
     * Prepares a world.
     *
     * @param afterBatch is run after each batch; it may rest, and let others work
     */
    public WorldRun(WorldQuestion question, Parts parts, Runnable afterBatch) {
        this.decisions = parts.decisions;
        this.end = parts.decisions.head();
        this.tables = parts.tables;
        this.events = parts.recorded.codecs().reader();
        this.streams = new WorldStreams(parts.recorded.codecs(), parts.other.codecs(), tables, parts.streamsInMemory);
        this.engine = new WorldEngine(
                question, readings(question, parts), parts.recorded, parts.other, streams, sends, new Follower());
        this.question = question;
        this.afterBatch = afterBatch;
    }

    /** What is on record is told as it is known at the end, and the world as asked for. */
    private Readings readings(WorldQuestion question, Parts parts) {
        Set<String> types =
                parts.recorded.codecs().types().stream().map(StreamType::name).collect(Collectors.toSet());
        LogReader log = parts.decisions.log();
        Map<StreamId, Corrections> today = log.corrections(types, new Knowledge.At(end()));
        Map<StreamId, Corrections> other = new HashMap<>(
                question.known().map(known -> log.corrections(types, known)).orElse(today));
        question.corrections().forEach((stream, more) -> other.put(stream, with(more, stream, log)));
        return new Readings(today, other);
    }

    /** Those that are asked for come after all that the stream has when the world begins. */
    private Corrections with(List<Correction> more, StreamId stream, LogReader log) {
        long version = log.versionAt(stream, end());
        var all = new ArrayList<RecordedCorrection>();
        log.corrections(stream).all().stream()
                .filter(correction -> correction.version() <= log.versionAt(stream, end()))
                .forEach(all::add);
        for (Correction correction : more) {
            version++;
            all.add(new RecordedCorrection(
                    version, Metadata.UNKNOWN, new RecordedCorrection.Command("", Optional.empty()), correction));
        }
        return Corrections.of(all);
    }

    /** Returns the position up to which the log is in the world once it is whole. */
    public Position end() {
        return end.log();
    }

    /** Returns what it has come to so far. */
    public WorldSummary summary() {
        return engine.summary();
    }

    /** Lets it end as soon as it can. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Computes the world.
     *
     * @throws CancellationException if it is cancelled
     * @throws dev.recount.database.sql.DatabaseException if a database does not answer
     * @throws IllegalStateException if a view's rules fail; names the view and the event
     */
    public void run() {
        if (!question.runs().isEmpty()) {
            findSends();
        }
        try (engine) {
            take(decisions.between(DecisionPosition.START, end));
        }
        streams.flushAll();
        tables.commit();
    }

    private void take(DecisionReader reader) {
        int taken = 0;
        Optional<LoggedDecision> next = reader.next();
        while (next.isPresent()) {
            engine.take(next.get());
            if (++taken == BATCH_DECISIONS || tables.found() >= BATCH_DIFFERENCES) {
                taken = 0;
                commit();
            }
            next = reader.next();
        }
    }

    /** Goes through the record once before, for what the handlers sent that are run. */
    private void findSends() {
        DecisionReader reader = decisions.between(DecisionPosition.START, end);
        for (Optional<LoggedDecision> next = reader.next(); next.isPresent(); next = reader.next()) {
            StreamId target = next.get().stream();
            next.get().circumstances().ifPresent(metadata -> {
                Optional<String> handler = metadata.principal().handler().filter(question.runs()::contains);
                handler.ifPresent(name -> WorldEngine.cause(metadata)
                        .ifPresent(cause -> sends.add(name, cause, target, metadata.time())));
            });
            requireWanted();
        }
    }

    /**
     * Makes sure that it is still to be computed.
     *
     * @throws CancellationException if it is not
     */
    void requireWanted() {
        if (cancelled) {
            throw new CancellationException("the world is not wanted any more");
        }
    }

    private void commit() {
        streams.flush();
        tables.commit();
        afterBatch.run();
        requireWanted();
    }

    /** Writes what is found. */
    private final class Follower implements WorldListener {

        private final boolean followsAll = tables.haveViews();

        @Override
        public void differs(WorldDifference difference) {
            long number = ++differences;
            tables.add(new DifferenceTable.Row(
                    number,
                    difference.stream(),
                    difference.command().name(),
                    difference.change().name(),
                    DifferenceJson.of(number, difference, events).toString()));
        }

        @Override
        public void happened(Side side, StreamId stream, long version, RecordedEvent event) {
            tables.take(side, stream, version, event);
        }

        @Override
        public boolean followsAll() {
            return followsAll;
        }
    }
}
