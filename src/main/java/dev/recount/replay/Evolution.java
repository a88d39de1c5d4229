package dev.recount.replay;

import dev.recount.journal.HashChain;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import dev.recount.model.Aggregate;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds the events of a stream into its state, whether they come from the journal or were decided just now. */
public final class Evolution<S, E> {

    private static final Logger LOG = LoggerFactory.getLogger(Evolution.class);

    private final StreamId stream;
    private final Aggregate<S, ?, E> aggregate;
    private final Class<E> eventType;
    private final int rememberedCommands;
    private final Deque<Step<S>> foreseen = new ArrayDeque<>();

    /** One step of the fold: the stream before an event, and after it. */
    private record Step<S>(StreamState<S> before, Recorded event, StreamState<S> after) {

        /** Tells whether it is the very same, as other states and events may be costly to compare. */
        @SuppressWarnings("ReferenceEquality")
        boolean is(StreamState<S> state, Recorded recorded) {
            return before == state && event == recorded;
        }
    }

    /**
     * Prepares to fold one stream.
     *
     * @param rememberedCommands the number of commands that the stream remembers
     */
    public Evolution(StreamId stream, StreamCodec<S, ?, E> codec, int rememberedCommands) {
        this.stream = stream;
        this.aggregate = codec.type().aggregate();
        this.eventType = codec.type().events().base();
        this.rememberedCommands = rememberedCommands;
    }

    /** Returns the stream before its first event. */
    public StreamState<S> beginning() {
        return new StreamState.Live<>(
                aggregate.initial(), 0, Instant.MIN, HashChain.beginning(stream), CommandMemory.EMPTY, Moves.NONE);
    }

    /**
     * Returns the stream as it will be once an event is stored; when it is, {@link #after} need not work it out again.
     * What the event follows may itself still be foreseen.
     */
    public StreamState<S> foresee(StreamState<S> before, Recorded recorded) {
        StreamState<S> after = evolved(before, recorded);
        foresee(before, recorded, after);
        return after;
    }

    /**
     * Sets the stream as it will be once an event is stored that says how earlier ones are to be read, so that more
     * than the event tells it.
     */
    @SuppressWarnings("ReferenceEquality")
    public void foresee(StreamState<S> before, Recorded recorded, StreamState<S> after) {
        while (!foreseen.isEmpty() && foreseen.getLast().after != before) {
            foreseen.removeLast();
        }
        foreseen.addLast(new Step<>(before, recorded, after));
    }

    /** Returns the stream as it will be once an event is stored, as it was foreseen, or as it is worked out now. */
    public StreamState<S> foreseen(StreamState<S> before, Recorded recorded) {
        for (Step<S> step : foreseen) {
            if (step.is(before, recorded)) {
                return step.after;
            }
        }
        return evolved(before, recorded);
    }

    /**
     * Returns the stream as it will be once the events are stored that were foreseen last.
     *
     * @throws java.util.NoSuchElementException if none were
     */
    public StreamState<S> foreseen() {
        return foreseen.getLast().after;
    }

    /** Lets what was foreseen of events hold for the same ones, of which more is known by now. */
    @SuppressWarnings("ReferenceEquality") // as for what comes after an event
    public void foreseeAs(List<? extends Recorded> before, List<? extends Recorded> same) {
        for (int i = 0; i < before.size(); i++) {
            Recorded known = before.get(i);
            Recorded now = same.get(i);
            if (known != now) {
                List<Step<S>> steps = List.copyOf(foreseen);
                foreseen.clear();
                steps.forEach(step ->
                        foreseen.addLast(step.event == known ? new Step<>(step.before, now, step.after) : step));
            }
        }
    }

    /** Returns the stream after one more event; one that does not fit damages it instead of failing. */
    public StreamState<S> after(StreamState<S> before, Recorded recorded) {
        Step<S> step = foreseen.peekFirst();
        if (step != null && step.is(before, recorded)) {
            foreseen.removeFirst();
            return step.after;
        }
        return evolved(before, recorded);
    }

    private StreamState<S> evolved(StreamState<S> before, Recorded recorded) {
        return switch (before) {
            case StreamState.Damaged<S> damaged -> damaged;
            case StreamState.Live<S> live ->
                switch (recorded) {
                    case Recorded.Unreadable(var _, var problem) -> damaged(live, problem);
                    case Recorded.RecordedEvent event -> after(live, event);
                };
        };
    }

    private StreamState<S> after(StreamState.Live<S> before, Recorded.RecordedEvent event) {
        if (!event.header().previous().equals(before.hash())) {
            return damaged(before, "it does not hold the hash of the event before it");
        }
        long version = before.version() + 1;
        S state = before.state();
        try {
            for (Recorded.Part part : event.parts()) {
                state = aggregate.evolve(state, eventType.cast(part.event()));
            }
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error("{} failed on version {} of {}", aggregate.getClass().getName(), version, stream, defect);
            return damaged(before, "the rules failed on it");
        }
        Moves moves;
        try {
            moves = before.moves().after(event);
        } catch (MalformedException unreadable) {
            return damaged(before, unreadable.sentence());
        }
        return new StreamState.Live<>(
                state,
                version,
                event.metadata().time(),
                HashChain.of(event.stored()),
                before.commands().after(event.header().command(), version, rememberedCommands),
                moves);
    }

    private static <S> StreamState<S> damaged(StreamState.Live<S> before, String problem) {
        return new StreamState.Damaged<>(
                before.version(), "the event of version " + (before.version() + 1) + ": " + problem);
    }
}
