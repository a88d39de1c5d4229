package dev.recount.privacy;

import dev.recount.database.sql.StorableText;
import dev.recount.model.personal.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An entry of the ledger: a subject who was erased.
 *
 * @param at when, to the millisecond
 * @param by who did it, in at most {@value #MOST_OF_NAME} characters
 * @param ground why, such as the article of a law, in at most {@value #MOST_OF_GROUND} characters
 * @param reference where more is said of it, such as the number of a request, in at most {@value #MOST_OF_NAME}
 *     characters
 */
public record Erasure(Subject subject, Instant at, String by, String ground, Optional<String> reference) {

    /** The most characters of the name of who erases, and of a reference. */
    public static final int MOST_OF_NAME = 256;

    /** The most characters of a ground. */
    public static final int MOST_OF_GROUND = 2_000;

    /**
     * Makes an entry; what no database can store of a text is replaced.
     *
     * @throws IllegalArgumentException if a text is blank or too long
     */
    public Erasure {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        by = text("by", by, MOST_OF_NAME);
        ground = text("ground", ground, MOST_OF_GROUND);
        reference = reference.map(given -> text("reference", given, MOST_OF_NAME));
    }

    private static String text(String name, String given, int most) {
        if (given.isBlank()) {
            throw new IllegalArgumentException(name + ": must not be empty");
        } else if (given.length() > most) {
            throw new IllegalArgumentException(name + ": at most " + most + " characters are allowed");
        }
        return StorableText.of(given);
    }
}
