package dev.recount.model.type;

import dev.recount.model.DomainException;
import dev.recount.model.personal.Personal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The definition of a space of values of which each is held by one stream at a time, such as e-mail addresses. Stream
 * types that share this object share the values: what a stream of one type holds, no stream of another can take. Two of
 * one name are two definitions, and no server takes both, as they would be one space of values.
 *
 * <p>The name stands for what is held. A definition that gives other values of the same states, such as in small
 * letters from now on, is another one, and takes another name.
 *
 * @param <V> what states give: texts, or texts that are personal data
 */
public final class Unique<V> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final String name;
    private final boolean isPersonal;
    private final Function<V, Optional<String>> text;

    private Unique(String name, boolean isPersonal, Function<V, Optional<String>> text) {
        if (!NAME.matcher(name).matches()) {
            throw new DomainException("unique: the name " + name + " is not a lower-case letter and then, at most 62,"
                    + " lower-case letters, digits and -");
        }
        this.name = name;
        this.isPersonal = isPersonal;
        this.text = text;
    }

    /**
     * Names values that are no personal data.
     *
     * @throws DomainException if the name cannot be used
     */
    public static Unique<String> named(String name) {
        return new Unique<>(name, false, Optional::of);
    }

    /**
     * Names values that are personal data: nothing of them is kept but a code that nobody can work out without the
     * server's keys. What is erased is held by nobody any more.
     *
     * @throws DomainException if the name cannot be used
     */
    public static Unique<Personal<String>> personal(String name) {
        return new Unique<>(name, true, Personal::find);
    }

    /** Returns the name, by which rejections tell what is taken. */
    public String name() {
        return name;
    }

    /** Tells whether the values are personal data. */
    public boolean isPersonal() {
        return isPersonal;
    }

    /** Returns a value as text; nothing where it is forgotten. */
    Optional<String> text(V value) {
        return text.apply(value);
    }

    @Override
    public String toString() {
        return "unique " + name;
    }
}
