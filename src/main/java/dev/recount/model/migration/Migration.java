package dev.recount.model.migration;

import dev.recount.model.DomainException;
import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The definition of a migration: it carries all streams of one type over into streams of another.
 *
 * <pre>{@code
 * Migration.from(STOCK).to(SHELF, (event, context) -> switch (event) {
 *     case Stock.Event.Restocked(var warehouse, var count) ->
 *         List.of(Copy.of(context.stream().id() + "-" + warehouse, new Shelf.Event.Filled(count)));
 *     …
 * })
 * }</pre>
 *
 * <p>Each old stream may go on in one new stream, or be split into several; several may be merged into one. Nothing is
 * copied before an operator says so. Immutable.
 *
 * @param <E> the events of the old streams
 * @param <F> the events of the new streams
 */
public final class Migration<E, F> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");

    private final String name;
    private final StreamType<?, ?, E> from;
    private final StreamType<?, ?, F> to;
    private final Copies<E, F> copies;

    private Migration(String name, StreamType<?, ?, E> from, StreamType<?, ?, F> to, Copies<E, F> copies) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.copies = copies;
    }

    /** Begins the definition with the type of the old streams. */
    public static <E> From<E> from(StreamType<?, ?, E> type) {
        return new From<>(type);
    }

    /**
     * The beginning of a definition.
     *
     * @param type the type of the old streams
     * @param <E> their events
     */
    public record From<E>(StreamType<?, ?, E> type) {

        /**
         * Completes the definition. The migration is named after both types, as in {@code stock-to-shelf}.
         *
         * @throws DomainException if both types are the same
         */
        public <F> Migration<E, F> to(StreamType<?, ?, F> target, Copies<E, F> copies) {
            if (type.name().equals(target.name())) {
                throw new DomainException("a migration leads from " + type.name()
                        + " to itself: the new streams need a type of their own");
            }
            return new Migration<>(type.name() + "-to-" + target.name(), type, target, copies).checked();
        }
    }

    /**
     * Gives the migration another name.
     *
     * @param other a lower-case letter, then lower-case letters, digits and {@code -}; at most 50 in all
     * @throws DomainException if the name cannot be used
     */
    public Migration<E, F> named(String other) {
        return new Migration<>(other, from, to, copies).checked();
    }

    private Migration<E, F> checked() {
        if (!NAME.matcher(name).matches()) {
            throw new DomainException("the name of a migration has a lower-case letter, then at most 49 lower-case"
                    + " letters, digits and '-': " + name);
        }
        return this;
    }

    /**
     * Returns the copies of an event of the old streams' type.
     *
     * @throws IllegalStateException if one of them is for a stream that cannot be; the message says why
     */
    public List<Copies.Copy<F>> copies(Object event, EventContext context) {
        List<Copies.Copy<F>> made = copies.of(from.events().base().cast(event), context);
        for (Copies.Copy<F> copy : made) {
            Objects.requireNonNull(copy.event(), "the copied event");
            if (!StreamId.isId(copy.id())) {
                throw new IllegalStateException(
                        this + " copies " + context.eventId() + " into a stream that cannot be: '" + copy.id() + "'");
            }
        }
        return List.copyOf(made);
    }

    public String name() {
        return name;
    }

    /** Returns the type of the old streams. */
    public StreamType<?, ?, E> from() {
        return from;
    }

    /** Returns the type of the new streams. */
    public StreamType<?, ?, F> to() {
        return to;
    }

    @Override
    public String toString() {
        return "migration " + name;
    }
}
