package dev.recount.http.caller;

import dev.recount.access.rule.Permissions;
import dev.recount.model.caller.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A caller who was recognized.
 *
 * @param caller who it is
 * @param permissions what the rules give to the caller
 * @param until when what the caller has shown does not hold any more, if that is known
 */
public record Recognized(Caller caller, Permissions permissions, Optional<Instant> until) {

    /** Somebody who is not asked who it is, and needs no right. */
    public static final Recognized ANYBODY = new Recognized(Caller.ANONYMOUS, Permissions.NONE, Optional.empty());
}
