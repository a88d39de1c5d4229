package dev.recount.handler.store;

import dev.recount.database.sql.StorableText;
import java.time.Instant;
import java.util.Optional;

/**
 * The failure of an attempt.
 *
 * @param attempts the number of attempts so far
 * @param nextAttempt when the next one is; none if a person has to see to it
 * @param error what went wrong
 * @param answers the answers to the commands that were sent until then, as JSON
 */
public record Failure(int attempts, Optional<Instant> nextAttempt, String error, String answers) {

    private static final int MAX_ERROR_CHARS = 2_000;

    public Failure {
        error = StorableText.of(error, MAX_ERROR_CHARS);
    }
}
