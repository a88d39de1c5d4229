package dev.recount.stream;

import dev.recount.journal.Codecs;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.StreamCodec;
import dev.recount.journal.jdbc.JournalReader;
import dev.recount.model.StreamId;
import dev.recount.stream.state.Evolution;
import dev.recount.stream.state.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads streams from the journal without their actors: events as stored, and the state as of a version or a time. */
public final class Replay {

    private static final int PAGE = 1_000;

    private final JournalReader journal;
    private final Codecs codecs;
    private final Executor executor;

    /**
     * Makes a reader.
     *
     * @param executor runs the reads, which block
     */
    public Replay(JournalReader journal, Codecs codecs, Executor executor) {
        this.journal = journal;
        this.codecs = codecs;
        this.executor = executor;
    }

    /** Returns a stream's events from a version on, in order, at most so many. */
    public CompletionStage<List<JournalEntry>> events(StreamId stream, long fromVersion, int limit) {
        return CompletableFuture.supplyAsync(() -> journal.events(stream, fromVersion, limit), executor);
    }

    /** Returns the ids of a type's streams after the given one, or from the first, in order, at most so many. */
    public CompletionStage<List<String>> streams(String type, Optional<String> after, int limit) {
        return CompletableFuture.supplyAsync(() -> journal.streams(type, after, limit), executor);
    }

    /** Returns the state after the event of a version; {@link Reading.NotFound} if the stream has not come to it. */
    public CompletionStage<Reading> stateAt(StreamId stream, long version) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Reading last = fold(stream, version, Instant.MAX);
                    return last instanceof Reading.Found found && found.version() < version
                            ? new Reading.NotFound(stream)
                            : last;
                },
                executor);
    }

    /** Returns the state after the last event that happened at this time or before. */
    public CompletionStage<Reading> stateAt(StreamId stream, Instant time) {
        return CompletableFuture.supplyAsync(() -> fold(stream, Long.MAX_VALUE, time), executor);
    }

    private Reading fold(StreamId stream, long toVersion, Instant toTime) {
        return fold(codecs.find(stream.type()).orElseThrow(), stream, toVersion, toTime);
    }

    private <S, C, E> Reading fold(StreamCodec<S, C, E> codec, StreamId stream, long toVersion, Instant toTime) {
        var evolution = new Evolution<>(stream, codec, 0);
        StreamState<S> state = evolution.beginning();
        List<JournalEntry> page;
        do {
            page = journal.events(stream, state.version() + 1, PAGE);
            for (JournalEntry entry : page) {
                StreamState<S> next = entry.version() == state.version() + 1
                        ? evolution.after(state, codec.readEvent(entry.stored()))
                        : new StreamState.Damaged<>(state.version(), "events are missing after it");
                if (next instanceof StreamState.Damaged<S>(var _, var problem)) {
                    return new Reading.Failed(new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, problem));
                }
                if (next.version() > toVersion
                        || ((StreamState.Live<S>) next).time().isAfter(toTime)) {
                    return reading(codec, stream, state);
                }
                state = next;
            }
        } while (page.size() == PAGE);
        return reading(codec, stream, state);
    }

    private static <S> Reading reading(StreamCodec<S, ?, ?> codec, StreamId stream, StreamState<S> state) {
        return state instanceof StreamState.Live<S> live && live.version() > 0
                ? new Reading.Found(
                        stream, live.version(), live.time(), new Outcome.State(codec.writeState(live.state())))
                : new Reading.NotFound(stream);
    }
}
