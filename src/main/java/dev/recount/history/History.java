package dev.recount.history;

import dev.recount.database.Database;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.state.StateTable;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.log.Knowledge;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.LatestStates;
import dev.recount.replay.Replay;
import dev.recount.replay.StreamState;
import dev.recount.stream.StateReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The past of all streams. No more questions are answered at a time, and wait, than the settings say; each stage fails
 * with a {@link RejectedExecutionException} beyond that, and with a {@link dev.recount.database.sql.DatabaseException}
 * when the journal cannot be read.
 */
public final class History implements AutoCloseable {

    private final Codecs codecs;
    private final JournalReader journal;
    private final StateTable latest;
    private final LogReader log;
    private final Replay replay;
    private final PastStates states;
    private final ThreadPoolExecutor executor;

    /** Opens connections of its own to the journals' databases, which close them when they are closed themselves. */
    public History(PerJournal<Database> journals, Codecs codecs, HistorySettings settings) {
        this.executor = new ThreadPoolExecutor(
                settings.connections(),
                settings.connections(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.maxWaiting()),
                Thread.ofPlatform().name("history-", 0).factory());
        StoredStreams stored = StoredStreams.open(journals, "history", settings.connections());
        this.codecs = codecs;
        this.journal = stored.events();
        this.latest = stored.states();
        this.log = new LogReader(journals, codecs);
        this.replay = new Replay(stored, codecs);
        this.states = new PastStates(replay, log);
    }

    /** Returns what makes past states, for others who ask for them on the {@link #executor}. */
    public Replay replay() {
        return replay;
    }

    /** Returns the state of a stream at a moment; nothing if it had no event then. */
    public CompletionStage<StateReply> stateAt(StreamId stream, Moment moment, Knowledge known) {
        return ask(() -> states.stateAt(stream, moment, known));
    }

    /**
     * Returns a stream at a point of its past, as it could go on from there; nothing if it has not come to that
     * version. Blocks, and is for the {@link #executor}.
     *
     * @param rememberedCommands the number of commands that it remembers
     */
    public <S> Optional<StreamState<S>> streamAt(
            StreamCodec<S, ?, ?> codec, StreamId stream, Point point, int rememberedCommands) {
        return states.streamAt(codec, stream, point, rememberedCommands);
    }

    /**
     * Returns a stream that keeps its latest state alone, as it could go on now. Blocks, and is for the
     * {@link #executor}.
     *
     * @param rememberedCommands the number of commands that it remembers
     */
    public <S> StreamState<S> latest(StreamCodec<S, ?, ?> codec, StreamId stream, int rememberedCommands) {
        return new LatestStates(latest)
                .of(codec, stream)
                .map(LatestStates.Latest::state)
                .orElseGet(() -> new Evolution<>(stream, codec, rememberedCommands).beginning());
    }

    /** Returns what is different in a stream's state at the second point. */
    public CompletionStage<Difference> difference(StreamId stream, Point from, Point to) {
        return ask(() -> states.difference(stream, from, to));
    }

    /**
     * A point of a stream's past.
     *
     * @param moment when it was so
     * @param known when it was known
     */
    public record Point(Moment moment, Knowledge known) {

        /** Returns a moment as it is known today. */
        public static Point today(Moment moment) {
            return new Point(moment, Knowledge.Today.INSTANCE);
        }
    }

    /**
     * Returns the events of a stream after a version, with what they led to and what caused them, in order, at most so
     * many.
     */
    public CompletionStage<HistoryPage> page(StreamId stream, long afterVersion, int limit, Knowledge known) {
        return ask(() -> states.page(stream, afterVersion, limit, known));
    }

    /**
     * Returns an event of a stream with what caused it, if there is such an event. Blocks, and is for the
     * {@link #executor}.
     */
    public Optional<CausedEvent> caused(StreamId stream, long version, Knowledge known) {
        return states.caused(stream, version, known);
    }

    /** Returns a stream's events from a version on, in order, at most so many, and fewer where they are large. */
    public CompletionStage<JournalPage> events(StreamId stream, long fromVersion, int limit, Knowledge known) {
        return ask(() -> journal.events(stream, fromVersion, limit, known.of(stream, log)));
    }

    /** Returns the corrections of a stream. */
    public CompletionStage<Corrections> corrections(StreamId stream) {
        return ask(() -> journal.corrections(stream));
    }

    /**
     * Returns the ids of a type's streams that begin with a prefix and come after the given one, or from the first, in
     * order, at most so many.
     */
    public CompletionStage<List<String>> streams(String type, String prefix, Optional<String> after, int limit) {
        boolean hasStatesAlone = codecs.find(type)
                .filter(codec -> codec.type().keepsStateAlone())
                .isPresent();
        return ask(() -> hasStatesAlone
                ? latest.streams(type, prefix, after, limit)
                : journal.streams(type, prefix, after, limit));
    }

    /**
     * Returns what runs such questions, for others who have some: no more at a time, and waiting, than the settings
     * say. It throws a {@link RejectedExecutionException} beyond that.
     */
    public Executor executor() {
        return executor;
    }

    /** Returns the number of questions that wait for their turn. */
    public int waiting() {
        return executor.getQueue().size();
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        try {
            return CompletableFuture.supplyAsync(question, executor);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.failedStage(tooMany);
        }
    }

    /** Answers what has been asked. */
    @Override
    public void close() {
        executor.close();
    }
}
