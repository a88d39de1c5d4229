package dev.recount.replay;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One stream on its way through its events: somewhere in its past, and from there folded on as far as is asked. It
 * blocks, and is for one thread.
 *
 * @param <S> the aggregate's state
 */
public final class Fold<S> {

    private static final int PAGE = 256;

    private final StreamId stream;
    private final StreamCodec<S, ?, ?> codec;
    private final Source source;
    private final Evolution<S, ?> evolution;
    private final Corrections corrections;
    private StreamState<S> state;
    private long end = Long.MAX_VALUE;

    /**
     * The events that are folded.
     *
     * @param journal where they lie
     * @param reader what makes today's of them
     */
    public record Source(JournalReader journal, EventReader reader) {}

    /**
     * An event that was folded.
     *
     * @param entry what is stored
     * @param event the same as it was read
     * @param state the state that it led to
     */
    public record Step<S>(JournalEntry entry, Recorded.RecordedEvent event, StreamState.Live<S> state) {}

    private Fold(
            StreamId stream,
            StreamCodec<S, ?, ?> codec,
            Source source,
            Evolution<S, ?> evolution,
            Corrections corrections) {
        this.stream = stream;
        this.codec = codec;
        this.source = source;
        this.evolution = evolution;
        this.corrections = corrections;
        this.state = evolution.beginning();
    }

    /**
     * Returns a stream before its first event, which is read as all of its corrections ask, up to the event that is its
     * last one now.
     */
    public static <S> Fold<S> beginning(StreamId stream, StreamCodec<S, ?, ?> codec, Source source) {
        long end = source.journal.lastVersion(stream);
        return beginning(stream, codec, source, source.journal.corrections(stream), 0)
                .upTo(end);
    }

    /**
     * Returns a stream before its first event.
     *
     * @param corrections those of the stream, as it is read as those ask that are laid over
     * @param rememberedCommands the number of commands that its state remembers
     */
    static <S> Fold<S> beginning(
            StreamId stream,
            StreamCodec<S, ?, ?> codec,
            Source source,
            Corrections corrections,
            int rememberedCommands) {
        return new Fold<>(stream, codec, source, new Evolution<>(stream, codec, rememberedCommands), corrections);
    }

    /** Goes on from a state that was saved. */
    public Fold<S> from(StreamState.Live<S> saved) {
        state = saved;
        return this;
    }

    /**
     * Never goes on beyond a version. The last one of the stream before its corrections are read: of those that come
     * later, the fold does not know.
     */
    Fold<S> upTo(long last) {
        end = last;
        return this;
    }

    /** Folds on up to a version, or as far as there are events. */
    public Fold<S> to(long version) {
        return to(version, _ -> true);
    }

    /**
     * Folds on up to a version, or as far as there are events that can be read.
     *
     * @param goOn is given each event with the state that it led to, and tells whether to go on
     */
    public Fold<S> to(long version, Predicate<Step<S>> goOn) {
        long last = Math.min(version, end);
        boolean goesOn = state.version() < last;
        while (goesOn) {
            int limit = (int) Math.min(PAGE, last - state.version());
            JournalPage page = source.journal.events(stream, state.version() + 1, limit, corrections);
            for (JournalEntry entry : page.entries()) {
                if (!fold(entry, goOn)) {
                    return this;
                }
            }
            goesOn = !page.atEnd() && state.version() < last;
        }
        return this;
    }

    private boolean fold(JournalEntry entry, Predicate<Step<S>> goOn) {
        if (entry.version() != state.version() + 1) {
            state = new StreamState.Damaged<>(state.version(), "events are missing after version " + state.version());
            return false;
        }
        Recorded recorded = source.reader.read(entry);
        state = evolution.after(state, recorded);
        return state instanceof StreamState.Live<S> live
                && recorded instanceof Recorded.RecordedEvent event
                && goOn.test(new Step<>(entry, event, live));
    }

    /** Returns the state that the fold has come to. */
    public StreamState<S> state() {
        return state;
    }

    /** Returns the state that the fold has come to, as it would be saved. */
    public Optional<Snapshot<S>> snapshot() {
        return state instanceof StreamState.Live<S> live
                ? Optional.of(new Snapshot<>(codec, stream, live))
                : Optional.empty();
    }

    /** Returns a state as JSON. */
    public String json(StreamState.Live<S> live) {
        return codec.states().write(live.state());
    }

    /**
     * Returns the state that the fold has come to, as JSON.
     *
     * @param expectedVersion the version that it should have come to; there is nothing to be found if it has not
     */
    PastState past(long expectedVersion) {
        return switch (state) {
            case StreamState.Damaged<S>(var _, var problem) -> new PastState.Damaged(stream, problem);
            case StreamState.Live<S> live when live.version() < expectedVersion -> new PastState.NotFound(stream);
            case StreamState.Live<S> live -> new PastState.Found(stream, live.version(), live.time(), json(live));
        };
    }
}
