package dev.recount.handler.store;

import java.util.Optional;

/**
 * How much of a handler's work has not been done at the first attempt.
 *
 * @param pending how much is still to be done
 * @param parked how much of it waits for a person; what waits behind it is not counted
 * @param lastError what went wrong with the last of it, if anything did
 */
public record Counts(long pending, long parked, Optional<String> lastError) {}
