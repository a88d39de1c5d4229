package dev.recount.model.type;

import dev.recount.model.DomainException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records that a sealed interface permits, by the name each has on the wire: its simple name.
 *
 * @param <T> the sealed interface, or the one record that stands alone
 */
public final class Cases<T> {

    private final Class<T> base;
    private final Map<String, Class<? extends T>> byName = new TreeMap<>();

    private Cases(Class<T> base) {
        this.base = base;
    }

    /**
     * Collects the cases of a sealed interface, those of nested sealed interfaces included.
     *
     * @throws DomainException if a case is no record, or two have one name
     */
    public static <T> Cases<T> of(Class<T> base) {
        var cases = new Cases<>(base);
        cases.collect(base);
        return cases;
    }

    private void collect(Class<? extends T> type) {
        if (type.isRecord()) {
            add(type);
        } else if (type.isSealed() && (type.isInterface() || Modifier.isAbstract(type.getModifiers()))) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted.asSubclass(base));
            }
        } else {
            throw new DomainException(type.getName() + " is neither a record nor a sealed interface of records,"
                    + " so its cases cannot be known");
        }
    }

    private void add(Class<? extends T> record) {
        Class<? extends T> other = byName.putIfAbsent(record.getSimpleName(), record);
        if (other != null) {
            throw new DomainException(other.getName() + " and " + record.getName() + " have one name on the wire, "
                    + record.getSimpleName() + ": rename one of them");
        }
    }

    /** Returns the sealed interface, or the one record that stands alone. */
    public Class<T> base() {
        return base;
    }

    /** Returns the records by name, in the order of their names. */
    public Map<String, Class<? extends T>> byName() {
        return Collections.unmodifiableMap(byName);
    }
}
