package dev.recount.model.migration;

import dev.recount.model.EventContext;
import java.util.List;

/**
 * The rule of a migration: what becomes of an event, and in which streams.
 *
 * <p>A pure function: it is called again when a migration goes on after a stop, and at the end of each stream, and has
 * to give the same each time.
 *
 * @param <E> the events of the old streams
 * @param <F> the events of the new streams
 */
@FunctionalInterface
public interface Copies<E, F> {

    /**
     * Returns the events that an event becomes, in order; those of one stream are stored together, and an event that is
     * left out becomes none.
     */
    List<Copy<F>> of(E event, EventContext context);

    /**
     * An event on its way into a stream.
     *
     * @param id the id of the stream that it goes into
     * @param <F> the events of that stream
     */
    record Copy<F>(String id, F event) {

        /** Returns an event for a stream. */
        public static <F> Copy<F> of(String id, F event) {
            return new Copy<>(id, event);
        }
    }
}
