package dev.recount.model.personal;

import java.util.Optional;
import java.util.function.Function;

/**
 * A value that is personal data of somebody: a component of a command, an event, a state or a row. It is encrypted
 * wherever it is stored, with a key of its {@link Subject}, and becomes {@link Erased} everywhere when that key is
 * destroyed. Rules say what becomes of it then, or do not compile:
 *
 * <pre>{@code
 * switch (customer.email()) {
 *     case Personal.Known(var email, var _) -> effects.mail(email, …);
 *     case Personal.Erased(var _) -> effects.none();
 * }
 * }</pre>
 *
 * <p>Whatever holds it can be printed: it never shows the value.
 *
 * @param <T> the value: of any type that a component can have, but for those with type parameters
 */
public sealed interface Personal<T> {

    /**
     * A value that is known.
     *
     * @param subject the person whom it is of; where there is none, the one that the stream is in which it is stored.
     *     What was read from a stream has one
     */
    record Known<T>(T value, Optional<Subject> subject) implements Personal<T> {

        @Override
        public String toString() {
            return "Known[" + subject.map(Subject::toString).orElse("of its stream") + "]";
        }
    }

    /**
     * A value that is forgotten for good.
     *
     * @param subject the person whom it was of; where there is none, the one that the stream is in which it is stored
     */
    record Erased<T>(Optional<Subject> subject) implements Personal<T> {

        @Override
        public String toString() {
            return "Erased[" + subject.map(Subject::toString).orElse("of its stream") + "]";
        }
    }

    /** Returns personal data of the person that the stream is in which it is stored. */
    static <T> Personal<T> of(T value) {
        return new Known<>(value, Optional.empty());
    }

    /** Returns personal data of somebody. */
    static <T> Personal<T> of(Subject subject, T value) {
        return new Known<>(value, Optional.of(subject));
    }

    /** Returns the person whom it is of; nothing where that is the one that the stream is in which it is stored. */
    Optional<Subject> subject();

    /** Returns the value, unless it is forgotten. */
    default Optional<T> find() {
        return switch (this) {
            case Known<T>(var value, var _) -> Optional.of(value);
            case Erased<T>(var _) -> Optional.empty();
        };
    }

    /** Returns the value, or another one in place of one that is forgotten. */
    default T orElse(T other) {
        return find().orElse(other);
    }

    /** Returns what is made of the value, personal data of the same person; of what is forgotten, nothing can be. */
    default <U> Personal<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Known<T>(var value, var of) -> new Known<>(change.apply(value), of);
            case Erased<T>(var of) -> new Erased<>(of);
        };
    }
}
