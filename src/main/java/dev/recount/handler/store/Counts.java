package dev.recount.handler.store;

import java.util.Optional;

/**
 * The numbers of a handler's work that was not done at the first attempt.
 *
 * @param pending how much is still to be done
 * @param parked how much of it waits for a person; what waits behind it is not counted
 * @param lastError what went wrong with the last of it, if anything did
 */
public record Counts(long pending, long parked, Optional<String> lastError) {

    /** Returns how much it is together with that of another share of the handler's work. */
    public Counts plus(Counts other) {
        return new Counts(pending + other.pending, parked + other.parked, lastError.or(other::lastError));
    }
}
