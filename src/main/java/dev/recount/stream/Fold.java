package dev.recount.stream;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.StreamCodec;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import dev.recount.stream.state.Evolution;
import dev.recount.stream.state.StreamState;
import java.util.function.BiPredicate;

/**
 * One stream on its way through its events: somewhere in its past, and from there folded on as far as is asked. It blocks, and is
 * for one thread.
 *
 * @param <S> the aggregate's state
 */
public final class Fold<S> {

    private static final int PAGE = 256;

    private final StreamId stream;
    private final StreamCodec<S, ?, ?> codec;
    private final JournalReader journal;
    private final Evolution<S, ?> evolution;
    private StreamState<S> state;

    private Fold(StreamId stream, StreamCodec<S, ?, ?> codec, JournalReader journal, Evolution<S, ?> evolution) {
        this.stream = stream;
        this.codec = codec;
        this.journal = journal;
        this.evolution = evolution;
        this.state = evolution.beginning();
    }

    /** Returns a stream before its first event. */
    public static <S> Fold<S> beginning(StreamId stream, StreamCodec<S, ?, ?> codec, JournalReader journal) {
        return new Fold<>(stream, codec, journal, new Evolution<>(stream, codec, 0));
    }

    /** Goes on from a state that was saved. */
    Fold<S> from(StreamState.Live<S> saved) {
        state = saved;
        return this;
    }

    /** Folds on up to a version, or as far as there are events. */
    public Fold<S> to(long version) {
        return to(version, (_, _) -> true);
    }

    /**
     * Folds on up to a version, or as far as there are events that can be read.
     *
     * @param goOn is given each event with the state that it led to, and tells whether to go on
     */
    public Fold<S> to(long version, BiPredicate<JournalEntry, StreamState.Live<S>> goOn) {
        boolean goesOn = state.version() < version;
        while (goesOn) {
            int limit = (int) Math.min(PAGE, version - state.version());
            JournalPage page = journal.events(stream, state.version() + 1, limit);
            for (JournalEntry entry : page.entries()) {
                state = after(entry);
                if (!(state instanceof StreamState.Live<S> live) || !goOn.test(entry, live)) {
                    return this;
                }
            }
            goesOn = !page.atEnd() && state.version() < version;
        }
        return this;
    }

    private StreamState<S> after(JournalEntry entry) {
        return entry.version() == state.version() + 1
                ? evolution.after(state, codec.readEvent(entry.stored()))
                : new StreamState.Damaged<>(state.version(), "events are missing after version " + state.version());
    }

    /** Returns the state that the fold has come to. */
    public StreamState<S> state() {
        return state;
    }

    /** Returns a state as JSON. */
    public String json(StreamState.Live<S> live) {
        return codec.writeState(live.state());
    }

    /**
     * Returns what the fold has come to.
     *
     * @param expectedVersion the version that it should have come to; there is nothing to be found if it has not
     */
    public Reading reading(long expectedVersion) {
        return switch (state) {
            case StreamState.Damaged<S>(var _, var problem) ->
                new Reading.Failed(new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, problem));
            case StreamState.Live<S> live when live.version() < expectedVersion -> new Reading.NotFound(stream);
            case StreamState.Live<S> live ->
                new Reading.Found(stream, live.version(), live.time(), new Outcome.State(json(live)));
        };
    }
}
