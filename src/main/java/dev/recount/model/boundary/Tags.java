package dev.recount.model.boundary;

/**
 * The tags of a stream type's events.
 *
 * @param revision the revision of the rule: raise it when the rule gives other tags to the same events, and all events
 *     that are stored are tagged anew
 * @param rule gives each event its tags
 * @param <E> the events
 */
public record Tags<E>(int revision, Tagging<E> rule) {

    public Tags {
        if (revision < 1) {
            throw new IllegalArgumentException("tagged: the revision " + revision + " is not at least 1");
        }
    }
}
