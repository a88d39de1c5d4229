package dev.recount.access.credential;

import dev.recount.model.Principal;
import java.util.regex.Pattern;

/** The names that callers may have: they are kept with each event for good, and are not to be taken for another's. */
public final class CallerNames {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");

    /** Schemes of the header Authorization, and the beginnings of tokens: a credential is not to be kept. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:bearer|basic|digest|negotiate|ntlm|token) .*|eyJ.*|" + ApiKey.PREFIX + ".*");

    private CallerNames() {}

    /**
     * Returns the caller of a name.
     *
     * @throws IllegalArgumentException if nobody may have it; says why
     */
    public static Principal require(String name) {
        if (SECRET.matcher(name).matches()) {
            throw new IllegalArgumentException("must be the name of the caller, and looks like a credential");
        } else if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("must be 1 to 128 printable ASCII characters");
        }
        var caller = new Principal(name);
        if (caller.isHandler() || caller.isMigration()) {
            throw new IllegalArgumentException(
                    name + " is the name of " + (caller.isHandler() ? "an event handler" : "a migration"));
        } else if (caller.equals(Principal.ANONYMOUS)) {
            throw new IllegalArgumentException(name + " is the name of callers who are not known");
        }
        return caller;
    }
}
