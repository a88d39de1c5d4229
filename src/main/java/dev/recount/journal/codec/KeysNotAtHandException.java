package dev.recount.journal.codec;

import dev.recount.model.personal.Subject;
import java.util.Set;

/**
 * The keys of some persons are not in memory. Nothing was written; {@link PersonalSeal#prepare} has them fetched, or
 * made, and then the same is to be tried again.
 */
public final class KeysNotAtHandException extends UnsealedException {

    private static final long serialVersionUID = 1L;

    private final transient Set<Subject> subjects;

    KeysNotAtHandException(Set<Subject> subjects) {
        super("the keys of " + subjects + " are not at hand");
        this.subjects = Set.copyOf(subjects);
    }

    /** Returns the persons whose keys are needed. */
    public Set<Subject> subjects() {
        return subjects;
    }
}
