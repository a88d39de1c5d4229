package dev.recount.model.type;

import java.util.Optional;
import java.util.function.Function;

/**
 * The definition of a value that each stream of a type holds, and that no other stream can hold at the same time.
 *
 * @param unique the space of values
 * @param value gives the value that a stream of a state holds as text, if it holds one
 * @param <S> the state
 */
public record Claim<S>(Unique<?> unique, Function<? super S, Optional<String>> value) {

    /** The reason for which a command is rejected whose stream would take what another holds. */
    public static final String TAKEN = "TAKEN";

    /** Returns the name of the space of values. */
    public String name() {
        return unique.name();
    }

    /** Returns the value that a stream of this state holds as text, if it holds one. */
    public Optional<String> of(S state) {
        return value.apply(state);
    }
}
