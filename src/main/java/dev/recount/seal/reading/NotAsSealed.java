package dev.recount.seal.reading;

import dev.recount.model.EventId;
import java.util.Optional;

/**
 * Something that is not as it was sealed.
 *
 * @param kind what is wrong with it
 * @param entry which entry of the tree it is, from 0, or stands in the place of; nothing if it is none
 * @param event the event, as far as that is known
 */
public record NotAsSealed(Kind kind, Optional<Long> entry, Optional<EventId> event) {

    /** A way of not being as it was sealed. */
    public enum Kind {
        /** It was changed, or added. */
        NEVER_SEALED("it is not the event that was sealed"),

        /** It was sealed, and is not there any more. */
        MISSING("it was sealed, and is missing"),

        /** It is as it was, but before or after others than it was. */
        MOVED("it stands in another place of the log than it was sealed in");

        private final String problem;

        Kind(String problem) {
            this.problem = problem;
        }
    }

    /** Returns what is wrong, for people, who are told beside it which event it is, if that is known. */
    public String problem() {
        return event.isPresent() || entry.isEmpty()
                ? kind.problem
                : "entry " + entry.get() + " of the tree, counted from 0: " + kind.problem;
    }
}
