package dev.recount.model.view;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of a view that a caller may see, said by the values of their fields.
 *
 * <pre>{@code
 * Visibility.where("customer", caller.claim("customer")).or(Visibility.where("branch", caller.claim("branch")))
 * }</pre>
 */
public sealed interface Visibility {

    /** All rows. */
    record All() implements Visibility {}

    /** No row. */
    record None() implements Visibility {}

    /**
     * The rows whose field has one of some values.
     *
     * @param field the field, a component of the row that is no record or list
     * @param values the values as texts, as queries write them; without any, no row is seen
     */
    record OneOf(String field, List<String> values) implements Visibility {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The rows that all of these show. */
    record AllOf(List<Visibility> parts) implements Visibility {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    /** The rows that at least one of these shows. */
    record AnyOf(List<Visibility> parts) implements Visibility {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    /** Returns all rows. */
    static Visibility all() {
        return new All();
    }

    /** Returns no row. */
    static Visibility none() {
        return new None();
    }

    /** Returns the rows whose field has one of these values; none, if there are no values. */
    static Visibility where(String field, Collection<?> values) {
        return new OneOf(field, values.stream().map(Object::toString).toList());
    }

    /** Returns the rows whose field has one of these values; none, if there are no values. */
    static Visibility where(String field, Object... values) {
        return where(field, Arrays.asList(values));
    }

    /** Returns the rows that both this one and another show. */
    default Visibility and(Visibility other) {
        if (other.areAll()) {
            return this;
        }
        return areAll() ? other : new AllOf(List.of(this, other));
    }

    /** Returns the rows that this one or another shows. */
    default Visibility or(Visibility other) {
        return areAll() || other.areAll() ? all() : new AnyOf(List.of(this, other));
    }

    /** Tells whether these are all rows, whatever they hold. */
    default boolean areAll() {
        return this instanceof All;
    }

    /** Returns the fields whose values decide. */
    default Set<String> fields() {
        return switch (this) {
            case All(), None() -> Set.of();
            case OneOf(var field, var _) -> Set.of(field);
            case AllOf(var parts) -> fields(parts);
            case AnyOf(var parts) -> fields(parts);
        };
    }

    private static Set<String> fields(List<Visibility> parts) {
        var fields = new TreeSet<String>();
        parts.forEach(part -> fields.addAll(part.fields()));
        return fields;
    }
}
