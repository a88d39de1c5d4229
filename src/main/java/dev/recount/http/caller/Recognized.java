package dev.recount.http.caller;

import dev.recount.access.Caller;
import dev.recount.access.rule.Permissions;

/**
 * A caller who was recognized.
 *
 * @param caller who it is
 * @param permissions what the rules give to the caller
 */
public record Recognized(Caller caller, Permissions permissions) {

    /** Somebody of whom nothing is known, where callers need not be. */
    public static final Recognized ANYBODY = new Recognized(Caller.ANONYMOUS, Permissions.ALL);
}
