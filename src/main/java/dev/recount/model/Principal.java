package dev.recount.model;

import java.util.Optional;

/**
 * The caller who sent a command, as the server's authentication tells; kept with every event.
 *
 * @param name the name by which the caller is known, 1 to 256 characters
 */
public record Principal(String name) {

    /** The caller of a server that does not authenticate its callers. */
    public static final Principal ANONYMOUS = new Principal("anonymous");

    private static final String HANDLER = "handler:";
    private static final String MIGRATION = "migration:";

    public Principal {
        if (name.isBlank() || name.length() > 256) {
            throw new IllegalArgumentException("principal: a name has 1 to 256 characters");
        }
    }

    /** Returns the sender of the commands of an event handler; no caller of the server can have this name. */
    public static Principal ofHandler(String handler) {
        return new Principal(HANDLER + handler);
    }

    /** Returns the sender of what a migration does by itself; no caller of the server can have this name. */
    public static Principal ofMigration(String migration) {
        return new Principal(MIGRATION + migration);
    }

    /** Tells whether this is a migration of the server. */
    public boolean isMigration() {
        return name.startsWith(MIGRATION);
    }

    /** Returns the name of the event handler that this is, if it is one. */
    public Optional<String> handler() {
        return isHandler() ? Optional.of(name.substring(HANDLER.length())) : Optional.empty();
    }

    /** Tells whether this is an event handler of the server. */
    public boolean isHandler() {
        return name.startsWith(HANDLER);
    }
}
