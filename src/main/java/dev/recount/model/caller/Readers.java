package dev.recount.model.caller;

import dev.recount.model.StreamId;
import java.util.Objects;

/**
 * The rule about which callers may read which streams of a type: their states, events, decisions and past.
 *
 * <pre>{@code
 * Readers.role("auditor").or((caller, stream) -> caller.claim("customer").contains(stream.id()))
 * }</pre>
 *
 * <p>A pure function of the caller and the stream's name. It is asked often, as for each event of the log that a caller
 * follows. A rule that throws includes nobody.
 */
@FunctionalInterface
public interface Readers {

    /** Tells whether a caller may read a stream. */
    boolean include(Caller caller, StreamId stream);

    /**
     * Tells whether a caller may read all streams of the type, which answers need that are made of all of them, such as
     * worlds. Nobody, unless the rule says otherwise.
     */
    default boolean includeForAll(Caller caller) {
        return false;
    }

    /** Returns the rule by which those who have a role may read all streams, and others none. */
    static Readers role(String role) {
        Objects.requireNonNull(role, "role");
        return new Readers() {

            @Override
            public boolean include(Caller caller, StreamId stream) {
                return caller.hasRole(role);
            }

            @Override
            public boolean includeForAll(Caller caller) {
                return caller.hasRole(role);
            }
        };
    }

    /** Returns the rule by which those may read whom this one or another includes. */
    default Readers or(Readers other) {
        Readers one = this;
        return new Readers() {

            @Override
            public boolean include(Caller caller, StreamId stream) {
                return one.include(caller, stream) || other.include(caller, stream);
            }

            @Override
            public boolean includeForAll(Caller caller) {
                return one.includeForAll(caller) || other.includeForAll(caller);
            }
        };
    }
}
