package dev.recount.model;

/**
 * Says who may send which command, before it is decided on.
 *
 * @param <C> the commands of the aggregate
 */
@FunctionalInterface
public interface Authorization<C> {

    /** Tells whether {@link Context#principal} may send this command to this stream. */
    boolean permits(C command, Context context);
}
