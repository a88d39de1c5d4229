package dev.recount.model.evolution;

import dev.recount.model.DomainException;

/**
 * One form of an event, or of a command: its name, and the revision of its fields.
 *
 * @param event the name, such as {@code PriceChanged}
 * @param revision from 1
 */
public record EventForm(String event, int revision) implements Comparable<EventForm> {

    /**
     * Names a form.
     *
     * @throws DomainException if the name is blank or the revision is below 1
     */
    public EventForm {
        if (event.isBlank() || event.indexOf('/') >= 0) {
            throw new DomainException("an event's name cannot be '" + event + "'");
        }
        if (revision < 1) {
            throw new DomainException(event + ": revision " + revision + " is not at least 1");
        }
    }

    /**
     * Reads {@code Event/revision}; without a revision, a step leads to the next one of its own event, and to the first
     * of others.
     */
    static EventForm target(String text, EventForm from) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new EventForm(text, text.equals(from.event) ? from.revision + 1 : 1);
        }
        try {
            return new EventForm(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException malformed) {
            throw new DomainException(
                    "the upcaster of " + from + ": " + text + " is neither an event nor an event/revision");
        }
    }

    EventForm next() {
        return new EventForm(event, revision + 1);
    }

    @Override
    public int compareTo(EventForm other) {
        int byEvent = event.compareTo(other.event);
        return byEvent != 0 ? byEvent : Integer.compare(revision, other.revision);
    }

    @Override
    public String toString() {
        return event + "/" + revision;
    }
}
