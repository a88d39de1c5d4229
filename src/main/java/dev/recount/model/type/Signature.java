package dev.recount.model.type;

import dev.recount.model.Aggregate;
import dev.recount.model.DomainException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of a stream type's states, commands and events.
 *
 * @param state the class of the states
 * @param stateType the same with what its type parameters stand for, if it has some
 * @param enclosesPersonal whether there may be personal data in what these types hold as JSON of other streams
 * @param closed whether nobody but the server sends the commands
 */
public record Signature<S, C, E>(
        Class<S> state, Type stateType, Cases<C> commands, Cases<E> events, boolean enclosesPersonal, boolean closed) {

    /** Returns what an aggregate's class names in {@code implements Aggregate<State, Command, Event>}. */
    @SuppressWarnings("unchecked") // the compiler has checked the very same signature against S, C and E
    static <S, C, E> Signature<S, C, E> of(Aggregate<S, C, E> aggregate) {
        for (Type type : supertypes(aggregate.getClass())) {
            if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Aggregate.class) {
                Type[] arguments = parameterized.getActualTypeArguments();
                return new Signature<>(
                        (Class<S>) named(aggregate, "state", arguments[0]),
                        arguments[0],
                        Cases.of((Class<C>) named(aggregate, "command", arguments[1])),
                        Cases.of((Class<E>) named(aggregate, "event", arguments[2])),
                        false,
                        false);
            }
        }
        throw new DomainException(aggregate.getClass().getName()
                + " must itself declare 'implements Aggregate<State, Command, Event>', so that its types can be read");
    }

    private static List<Type> supertypes(Class<?> type) {
        var found = new ArrayList<Type>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            found.addAll(List.of(at.getGenericInterfaces()));
        }
        return found;
    }

    private static Class<?> named(Aggregate<?, ?, ?> aggregate, String role, Type argument) {
        if (argument instanceof Class<?> type) {
            return type;
        }
        throw new DomainException(aggregate.getClass().getName() + ": the " + role + " type " + argument.getTypeName()
                + " must be a class without type parameters");
    }
}
