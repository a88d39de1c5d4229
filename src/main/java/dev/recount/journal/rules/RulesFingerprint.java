package dev.recount.journal.rules;

import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the rules of one build of a domain from those of another. */
public final class RulesFingerprint {

    private static final Pattern REVISION = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,38}[\\x21-\\x7e])?");

    /** The source of a class does not change for it, whatever lies there later. */
    private static final ClassValue<Optional<String>> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return ClassPathEntry.of(type).map(ClassPathEntry::fingerprint);
        }
    };

    private RulesFingerprint() {}

    /**
     * Returns the revision that a domain gives, or else 12 characters that follow from the classes and resources of the
     * jar or folder that its class comes from: the same for the same, however they are packed. Nothing if it gives
     * none, and there is no such jar or folder. Reads all of it once.
     *
     * @throws DomainException if the revision is no short text, or the jar or folder cannot be read
     */
    public static Optional<String> of(Domain domain) {
        Optional<String> revision = domain.revision();
        revision.ifPresent(text -> requireShort(domain, text));
        return revision.isPresent() ? revision : ofClasses(domain);
    }

    private static void requireShort(Domain domain, String revision) {
        if (!REVISION.matcher(revision).matches()) {
            throw new DomainException("the revision of the domain " + domain.name()
                    + " is not 1 to 40 printable characters of ASCII: '" + revision + "'");
        }
    }

    private static Optional<String> ofClasses(Domain domain) {
        try {
            return OF_CLASSES.get(domain.getClass());
        } catch (UncheckedIOException unreadable) {
            throw new DomainException(
                    "the classes of the domain " + domain.name() + " cannot be read to tell its rules from others: "
                            + unreadable.getMessage() + "; give the domain a revision",
                    unreadable);
        }
    }
}
