package dev.recount.seal.reading;

import dev.recount.model.EventId;
import dev.recount.seal.Leaf;
import java.util.Optional;

/**
 * Something that is not as it was sealed.
 *
 * @param kind what is wrong with it
 * @param entry which entry of the tree it is, from 0, or stands in the place of; nothing if it is none
 * @param text the text of the entry that it is, or was, or would be, as far as that is known
 */
public record NotAsSealed(Kind kind, Optional<Long> entry, Optional<String> text) {

    /** A way of not being as it was sealed. */
    public enum Kind {
        /** It was changed, or added. */
        NEVER_SEALED("it is not the one that was sealed"),

        /** It was sealed, and is not there any more. */
        MISSING("it was sealed, and is missing"),

        /** It is as it was, but before or after others than it was. */
        MOVED("it stands in another place of the log than it was sealed in");

        private final String problem;

        Kind(String problem) {
            this.problem = problem;
        }
    }

    /** Returns the event that it is about, if it is about one and that is known. */
    public Optional<EventId> event() {
        return text.flatMap(Leaf::event);
    }

    /** Returns the name of what it is about, as far as that is known. */
    public String name() {
        return text.map(Leaf::name).orElse("an entry");
    }

    /** Returns what is wrong, for people, who are told its name beside it. */
    public String problem() {
        return text.isPresent() || entry.isEmpty()
                ? kind.problem
                : "entry " + entry.get() + " of the tree, counted from 0: " + kind.problem;
    }
}
