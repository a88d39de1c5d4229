package dev.recount.model;

/**
 * The rule about which caller may send which command; it is asked before the command is decided on.
 *
 * @param <C> the commands of the aggregate
 */
@FunctionalInterface
public interface Authorization<C> {

    /** Tells whether {@link Context#principal} may send this command to this stream. */
    boolean permits(C command, Context context);
}
