package dev.recount.handler.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that is still to be done, with what became of it so far.
 *
 * @param id its place: of one stream's work, the lowest comes first
 * @param attempts how often it was tried
 * @param nextAttempt when it may be tried again, if it has to wait; the time stands still while it is parked
 * @param parked whether it waits for a person
 * @param error what went wrong the last time
 * @param since when it was put here
 * @param answers the answers to the commands that earlier attempts have sent, as JSON
 */
public record Pending(
        long id,
        Work work,
        int attempts,
        Optional<Instant> nextAttempt,
        boolean parked,
        Optional<String> error,
        Instant since,
        String answers) {

    /** Tells whether it may be tried at a time. */
    public boolean mayBeTriedAt(Instant now) {
        return !parked && nextAttempt.map(next -> !next.isAfter(now)).orElse(true);
    }
}
