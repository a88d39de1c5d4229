package dev.recount.testing;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import dev.recount.model.type.StreamType;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests a stream type's upcasters with samples of stored events: given what lies in the journal, then these events of
 * today.
 *
 * <pre>{@code
 * UpcasterFixture.of(Stock.TYPE)
 *     .given("ProductUpdated", 1, "{\"price\": 12.50, \"reorderPoint\": 10}")
 *     .then(new PriceChanged(new BigDecimal("12.50")), new ReorderPointSet(10));
 * }</pre>
 *
 * <p>Needs no server and no test framework: what does not hold throws an {@link AssertionError}. Immutable.
 *
 * @param <S> the state
 * @param <E> the events
 */
public final class UpcasterFixture<S, E> {

    private final StreamCodec<S, ?, E> codec;
    private final List<E> events;

    private UpcasterFixture(StreamCodec<S, ?, E> codec, List<E> events) {
        this.codec = codec;
        this.events = events;
    }

    /**
     * Starts with no sample.
     *
     * @throws dev.recount.model.DomainException if the stream type is mistaken
     */
    public static <S, C, E> UpcasterFixture<S, E> of(StreamType<S, C, E> type) {
        return new UpcasterFixture<>(new StreamCodec<>(type), List.of());
    }

    /**
     * Takes one more sample, behind those before it.
     *
     * @param event the name under which it is stored, whether there still is such an event or not
     * @param revision the revision in which it is stored
     * @param data its fields as JSON
     * @throws AssertionError if it cannot be read as today's events; says why
     */
    public UpcasterFixture<S, E> given(String event, int revision, String data) {
        List<E> all = new ArrayList<>(events);
        try {
            all.addAll(codec.events().readData(event, revision, data));
        } catch (MalformedException unreadable) {
            throw new AssertionError(
                    codec.type().name() + "." + event + "/" + revision + " cannot be read: " + unreadable.sentence(),
                    unreadable);
        }
        return new UpcasterFixture<>(codec, List.copyOf(all));
    }

    /** Expects that the samples are exactly these events of today, of which there may be none. */
    @SafeVarargs
    public final UpcasterFixture<S, E> then(E... expected) {
        if (!events.equals(List.of(expected))) {
            throw new AssertionError("expected " + List.of(expected) + "\n but today it is " + events);
        }
        return this;
    }

    /** Expects the state that the samples lead to from an empty stream. */
    public UpcasterFixture<S, E> thenState(S expected) {
        S state = codec.type().aggregate().initial();
        for (E event : events) {
            state = codec.type().aggregate().evolve(state, event);
        }
        if (!state.equals(expected)) {
            throw new AssertionError("expected the state " + expected + "\n but it is " + state);
        }
        return this;
    }
}
