package dev.recount.model.evolution;

/**
 * One event of those that an upcaster makes of an old one.
 *
 * @param event the event's name, or {@code Event/revision} if the fields have a later form than the first
 */
public record Upcast(String event, Fields fields) {

    /** Makes an event of these fields. */
    public static Upcast to(String event, Fields fields) {
        return new Upcast(event, fields);
    }
}
