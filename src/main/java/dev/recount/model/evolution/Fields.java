package dev.recount.model.evolution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event as it is stored: names with values, in their order.
 *
 * <p>A value is a {@link String}, {@link Boolean}, {@link BigDecimal}, {@link List} of values, {@code Fields}, or null.
 * Numbers are exactly those that are stored, their trailing zeros included. A path names a field, or one within others,
 * as in {@code address.city}. Immutable.
 */
public final class Fields {

    /** No fields at all. */
    public static final Fields NONE = new Fields(Map.of());

    private final Map<String, @Nullable Object> values;

    private Fields(Map<String, ? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns fields of these values; maps stand for fields, and whole numbers for {@link BigDecimal}.
     *
     * @throws IllegalArgumentException if a value is of no kind that is stored
     */
    public static Fields of(Map<String, ? extends @Nullable Object> values) {
        var checked = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> checked.put(name, value(value)));
        return new Fields(checked);
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String _, Boolean _, BigDecimal _, Fields _ -> value;
            case BigInteger whole -> new BigDecimal(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Enum<?> constant -> constant.name();
            case List<?> list -> {
                var checked = new ArrayList<@Nullable Object>(list.size());
                list.forEach(each -> checked.add(value(each)));
                yield Collections.unmodifiableList(checked);
            }
            case Map<?, ?> map -> {
                var checked = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, each) -> checked.put((String) name, value(each)));
                yield new Fields(checked);
            }
            default ->
                throw new IllegalArgumentException(value.getClass().getName() + " is no kind of value of a field");
        };
    }

    /** Tells whether the field is there, be it null. */
    public boolean has(String path) {
        Fields holder = holder(path);
        return holder != null && holder.values.containsKey(last(path));
    }

    /** Returns a field's value; null if it is null, or not there. */
    public @Nullable Object get(String path) {
        Fields holder = holder(path);
        return holder == null ? null : holder.values.get(last(path));
    }

    /**
     * Returns a text.
     *
     * @throws IllegalArgumentException if the field is none
     */
    public String text(String path) {
        return as(path, String.class, "a text");
    }

    /**
     * Returns a number.
     *
     * @throws IllegalArgumentException if the field is none
     */
    public BigDecimal number(String path) {
        return as(path, BigDecimal.class, "a number");
    }

    /**
     * Returns what is true or false.
     *
     * @throws IllegalArgumentException if the field is neither
     */
    public boolean flag(String path) {
        return as(path, Boolean.class, "true or false");
    }

    /**
     * Returns the fields that a field holds.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public Fields fields(String path) {
        return as(path, Fields.class, "an object");
    }

    /**
     * Returns a list.
     *
     * @throws IllegalArgumentException if the field is none
     */
    public List<?> list(String path) {
        return as(path, List.class, "a list");
    }

    private <T> T as(String path, Class<T> type, String form) {
        Object value = get(path);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(path + ": " + (has(path) ? "is not " + form : "is missing"));
        }
        return type.cast(value);
    }

    /** Returns the names, in order. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Returns the values by name, in order. */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    /**
     * Returns these with a field of this value, in the place of the one of this name if there is one. What holds it is
     * made where it is not there.
     *
     * @throws IllegalArgumentException if the value is of no kind that is stored, or what should hold the field holds
     *     none
     */
    public Fields with(String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        if (dot < 0) {
            changed.put(path, value(value));
        } else {
            String name = path.substring(0, dot);
            Fields held = values.get(name) == null ? NONE : fields(name);
            changed.put(name, held.with(path.substring(dot + 1), value));
        }
        return new Fields(changed);
    }

    /** Returns these without some; those that are not there are not missed. */
    public Fields without(String... paths) {
        Fields without = this;
        for (String path : paths) {
            without = without.without(path);
        }
        return without;
    }

    private Fields without(String path) {
        if (!has(path)) {
            return this;
        }
        int dot = path.lastIndexOf('.');
        if (dot >= 0) {
            String holder = path.substring(0, dot);
            return with(holder, fields(holder).without(last(path)));
        }
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.remove(path);
        return new Fields(changed);
    }

    /** Returns those of these names alone. */
    public Fields only(String... names) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(values);
        kept.keySet().retainAll(Arrays.asList(names));
        return new Fields(kept);
    }

    /**
     * Returns these with a field under another name or in another place; the same if it is not there.
     *
     * @throws IllegalArgumentException if there is a field of the new name already
     */
    public Fields rename(String from, String to) {
        if (!has(from)) {
            return this;
        }
        Fields without = without(from);
        if (without.has(to)) {
            throw new IllegalArgumentException(to + ": is there already");
        }
        return from.indexOf('.') < 0 && to.indexOf('.') < 0 ? inPlace(from, to) : without.with(to, get(from));
    }

    private Fields inPlace(String from, String to) {
        var renamed = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> renamed.put(name.equals(from) ? to : name, value));
        return new Fields(renamed);
    }

    /** Returns these with a field's value changed; the same if it is null or not there. */
    public Fields change(String path, UnaryOperator<Object> change) {
        Object value = get(path);
        return value == null ? this : with(path, change.apply(value));
    }

    /**
     * Returns these with each of the objects of a list changed; the same if the list is null or not there.
     *
     * @throws IllegalArgumentException if the field is not a list of objects
     */
    public Fields each(String path, UnaryOperator<Fields> change) {
        if (get(path) == null) {
            return this;
        }
        var changed = new ArrayList<Object>();
        for (Object entry : list(path)) {
            if (!(entry instanceof Fields fields)) {
                throw new IllegalArgumentException(path + ": is not a list of objects");
            }
            changed.add(change.apply(fields));
        }
        return with(path, changed);
    }

    private @Nullable Fields holder(String path) {
        Fields holder = this;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            if (!(holder.values.get(path.substring(from, dot)) instanceof Fields inner)) {
                return null;
            }
            holder = inner;
            from = dot + 1;
        }
        return holder;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields fields && values.equals(fields.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
