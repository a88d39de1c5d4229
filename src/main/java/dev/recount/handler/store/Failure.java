package dev.recount.handler.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How an attempt failed.
 *
 * @param attempts the number of attempts so far
 * @param nextAttempt when the next one is; none if a person has to see to it
 * @param error what went wrong
 * @param answers the answers to the commands that were sent until then, as JSON
 */
public record Failure(int attempts, Optional<Instant> nextAttempt, String error, String answers) {

    private static final int MAX_ERROR_CHARS = 2_000;

    public Failure {
        String storable = error.replace('\0', '?'); // PostgreSQL takes none of these in a text
        error = storable.length() <= MAX_ERROR_CHARS ? storable : cut(storable);
    }

    private static String cut(String text) {
        int end =
                Character.isHighSurrogate(text.charAt(MAX_ERROR_CHARS - 2)) ? MAX_ERROR_CHARS - 2 : MAX_ERROR_CHARS - 1;
        return text.substring(0, end) + "…";
    }
}
