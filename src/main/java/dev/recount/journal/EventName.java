package dev.recount.journal;

import dev.recount.model.evolution.EventForm;

/**
 * The name under which an event is stored, whatever its class is called today: {@code account.Deposited/1}.
 *
 * @param streamType the stream type, such as {@code account}
 * @param event the event's name within it, such as {@code Deposited}
 * @param revision the revision of the event's shape, from 1
 */
public record EventName(String streamType, String event, int revision) {

    /**
     * Reads a stored name.
     *
     * @throws IllegalArgumentException if the text is not of the form {@code type.Event/revision}
     */
    public static EventName parse(String manifest) {
        int dot = manifest.indexOf('.');
        int slash = manifest.lastIndexOf('/');
        if (dot < 1 || slash < dot) {
            throw new IllegalArgumentException("not the name of an event: " + manifest);
        }
        return new EventName(
                manifest.substring(0, dot),
                manifest.substring(dot + 1, slash),
                Integer.parseInt(manifest.substring(slash + 1)));
    }

    /** Returns the name of another form of the same stream type's events. */
    public EventName as(EventForm form) {
        return new EventName(streamType, form.event(), form.revision());
    }

    /** Returns the type as it is told to the outside, without the revision: {@code account.Deposited}. */
    public String type() {
        return streamType + "." + event;
    }

    @Override
    public String toString() {
        return type() + "/" + revision;
    }
}
