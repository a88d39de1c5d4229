package dev.recount.model.process;

import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.util.Optional;

/**
 * The events of other streams that concern a process, and how they tell which one.
 *
 * @param event the class of the events: one event, or a sealed interface of several
 * @param begins whether such an event begins a process that has not begun
 * @param <E> the events
 */
public record Trigger<E>(StreamType<?, ?, ?> type, Class<E> event, Correlation<E> correlation, boolean begins) {

    /** The way from an event to the process that it concerns. */
    @FunctionalInterface
    public interface Correlation<E> {

        /** Returns the id of the process; nothing if the event concerns none. */
        Optional<String> process(E event, EventContext context);
    }

    /**
     * Returns the id of the process that an event concerns, if it concerns one.
     *
     * @throws IllegalStateException if the id cannot be that of a stream
     */
    public Optional<String> process(Object happened, EventContext context) {
        if (!event.isInstance(happened)) {
            return Optional.empty();
        }
        Optional<String> id = correlation.process(event.cast(happened), context);
        id.ifPresent(each -> {
            if (!StreamId.isId(each)) {
                throw new IllegalStateException(
                        context.eventId() + " is said to concern a process that cannot be: '" + each + "'");
            }
        });
        return id;
    }
}
