package dev.recount.model.type;

import dev.recount.model.DomainException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The records that a sealed interface permits, by the name each has on the wire: its simple name.
 *
 * @param <T> the sealed interface, the one record that stands alone, or what several sealed interfaces have in common
 */
public final class Cases<T> {

    private final Class<T> base;
    private final Set<Class<?>> groups;
    private final Map<String, Class<? extends T>> byName = new TreeMap<>();

    private Cases(Class<T> base, Set<Class<?>> groups) {
        this.base = base;
        this.groups = groups;
    }

    /**
     * Collects the cases of a sealed interface, those of nested sealed interfaces included.
     *
     * @throws DomainException if a case is no record, or two have one name
     */
    public static <T> Cases<T> of(Class<T> base) {
        return of(base, List.of(base));
    }

    /**
     * Collects the cases of several sealed interfaces that have a supertype in common.
     *
     * @throws DomainException if a case is no record, or two have one name
     */
    public static <T> Cases<T> of(Class<T> base, List<Class<? extends T>> groups) {
        var cases = new Cases<>(base, Set.copyOf(groups));
        groups.forEach(cases::collect);
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

    /** Returns the type that all cases have. */
    public Class<T> base() {
        return base;
    }

    /** Returns the sealed interfaces whose cases these are; mostly one, which is the base. */
    public Set<Class<?>> groups() {
        return groups;
    }

    /** Returns the records by name, in the order of their names. */
    public Map<String, Class<? extends T>> byName() {
        return Collections.unmodifiableMap(byName);
    }
}
