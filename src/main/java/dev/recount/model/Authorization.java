package dev.recount.model;

/**
 * The rule about which caller may send which command to a stream in which state; it is asked before the command is
 * decided on.
 *
 * <p>A pure function, as those of an {@link Aggregate} are. A command that its sender has sent before, under the same
 * id, has its first answer again and is not held against the rule: the state may have changed by that very command.
 *
 * @param <S> the state of the aggregate
 * @param <C> the commands of the aggregate
 */
@FunctionalInterface
public interface Authorization<S, C> {

    /** Tells whether {@link Context#principal} may send this command to this stream, which is in this state. */
    boolean permits(S state, C command, Context context);
}
