package dev.recount.model;

/**
 * Who sent a command, as the server's authentication tells; kept with every event.
 *
 * @param name the name by which the caller is known, 1 to 256 characters
 */
public record Principal(String name) {

    /** The caller of a server that authenticates nobody. */
    public static final Principal ANONYMOUS = new Principal("anonymous");

    public Principal {
        if (name.isBlank() || name.length() > 256) {
            throw new IllegalArgumentException("principal: a name has 1 to 256 characters");
        }
    }
}
