package dev.recount.testing;

import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.testing.InMemoryStreams.Logged;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tests a view: given what happened, then these rows, now or as of a time.
 *
 * <pre>{@code
 * ViewFixture.of(balances, ACCOUNT)
 *     .at(Instant.parse("2026-01-31T12:00:00Z")).given(ACCOUNT, "a", new Opened("Anna"))
 *     .at(Instant.parse("2026-02-28T12:00:00Z")).given(ACCOUNT, "a", new Deposited(TEN))
 *     .then(new Balance("a", TEN))
 *     .thenAt(Instant.parse("2026-02-01T00:00:00Z"), new Balance("a", ZERO));
 * }</pre>
 *
 * <p>Events and rows are written and read back as a server does it. Needs no server and no test framework: what does
 * not hold throws an {@link AssertionError}.
 *
 * @param <R> the row
 */
public final class ViewFixture<R extends Record> {

    private final View<R> view;
    private final InMemoryStreams streams;

    private ViewFixture(View<R> view, InMemoryStreams streams) {
        this.view = view;
        this.streams = streams;
    }

    /**
     * Starts with no events.
     *
     * @param types the stream types that the view reads
     * @throws DomainException if events or rows cannot be stored, or a stream type of the view is not among these
     */
    public static <R extends Record> ViewFixture<R> of(View<R> view, StreamType<?, ?, ?>... types) {
        Set<String> missing = new HashSet<>(view.streamTypes());
        List.of(types).forEach(type -> missing.remove(type.name()));
        if (!missing.isEmpty()) {
            throw new DomainException(view + " reads other stream types as well: " + missing);
        }
        return new ViewFixture<>(view, InMemoryStreams.of(List.of(types)));
    }

    /** Sets when the events happen that are given from now on. */
    public ViewFixture<R> at(Instant time) {
        streams.at(time);
        return this;
    }

    /** Takes these events of a stream as what happened next. */
    @SafeVarargs
    public final <E> ViewFixture<R> given(StreamType<?, ?, E> type, String id, E... events) {
        new StreamId(type.name(), id);
        streams.happened(type, id, List.of(events));
        return this;
    }

    /** Expects exactly these rows, in any order. */
    @SafeVarargs
    public final ViewFixture<R> then(R... expected) {
        return compare("", rows(_ -> true), List.of(expected));
    }

    /** Expects exactly these rows as of a time, in any order. */
    @SafeVarargs
    public final ViewFixture<R> thenAt(Instant time, R... expected) {
        return compare(" at " + time, rows(logged -> !logged.context().time().isAfter(time)), List.of(expected));
    }

    private List<R> rows(Predicate<Logged> happened) {
        return new InMemoryRows<>(view)
                .project(streams.log().stream().filter(happened).toList())
                .all();
    }

    private ViewFixture<R> compare(String when, List<R> actual, List<R> expected) {
        if (actual.size() != expected.size() || !new HashSet<>(actual).equals(new HashSet<>(expected))) {
            throw new AssertionError("expected the rows " + expected + when + "\n but they are " + actual);
        }
        return this;
    }
}
