package dev.recount.access;

import dev.recount.model.caller.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A caller as identified by what was shown, and how long that holds.
 *
 * @param until when what the caller has shown does not hold any more, if that is known
 */
public record Identified(Caller caller, Optional<Instant> until) {

    /** Tells whether what the caller has shown still holds. */
    public boolean isValid(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
