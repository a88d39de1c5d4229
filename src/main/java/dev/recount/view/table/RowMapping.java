package dev.recount.view.table;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.json.type.JsonTypes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.DomainException;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import dev.recount.model.view.View;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a view into the values of its columns, and back.
 *
 * @param <R> the row
 */
public final class RowMapping<R> {

    private final View<R> view;
    private final Shape shape;
    private final List<Component> components = new ArrayList<>();
    private final int[] key;
    private final SealedTypes names;
    private final Constructor<R> constructor;

    /**
     * A component of the row.
     *
     * @param column the number of its column, after which comes that of its subject where it is personal data
     */
    private record Component(int column, Method accessor, boolean optional, boolean personal, Conversion conversion) {}

    /**
     * Derives the columns of a view from its row.
     *
     * @throws DomainException if a component cannot be kept in a table; the message names it
     */
    public RowMapping(View<R> view) {
        this.view = view;
        var names = new SealedTypes(Set.of(), view.row());
        new JsonTypes(names).require(view.row());
        this.names = names;
        // Jackson cannot read a map that stands alone with the check for nulls in it; rows come from code, which makes
        // none.
        JsonMapper mapper = Json.mapper(names)
                .rebuild()
                .defaultSetterInfo(JsonSetter.Value.empty())
                .build();
        var columns = new ArrayList<Column>();
        for (RecordComponent component : view.row().getRecordComponents()) {
            add(component, mapper, columns);
        }
        this.shape = new Shape(columns, view.key(), view.history(), view.isByStream());
        new ColumnRules(view).require(shape);
        this.key = shape.keyColumns().stream().mapToInt(columns::indexOf).toArray();
        this.constructor = constructor(view.row());
    }

    private void add(RecordComponent component, JsonMapper mapper, List<Column> columns) {
        Type type = component.getGenericType();
        Optional<Type> present = within(Optional.class, type);
        Optional<Type> known = within(Personal.class, present.orElse(type));
        Type held = known.orElse(present.orElse(type));
        if (known.isEmpty()) {
            requireNotPersonal(component);
        }
        Conversion conversion = Conversion.of(held, mapper);
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        components.add(new Component(columns.size(), accessor, present.isPresent(), known.isPresent(), conversion));
        columns.add(new Column(
                component.getName(), conversion.type(), present.isPresent() || known.isPresent(), names(held)));
        if (known.isPresent()) {
            columns.add(Column.ofSubject(component.getName()));
        }
    }

    /** What is within a document could be neither found by its subject nor left out. */
    private void requireNotPersonal(RecordComponent component) {
        var types = new JsonTypes(names);
        types.require(component);
        if (types.holdsPersonal()) {
            throw new DomainException(view + ": " + view.row().getName() + "." + component.getName()
                    + ": personal data is a component of the row itself");
        }
    }

    private static Optional<Type> within(Class<?> container, Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == container
                ? Optional.of(parameterized.getActualTypeArguments()[0])
                : Optional.empty();
    }

    private static List<String> names(Type held) {
        return held instanceof Class<?> type && type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList()
                : List.of();
    }

    private static <R> Constructor<R> constructor(Class<R> row) {
        Class<?>[] types = Arrays.stream(row.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = row.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException everyRecordHasOne) {
            throw new IllegalStateException(everyRecordHasOne);
        }
    }

    /** Returns the columns. */
    public Shape shape() {
        return shape;
    }

    /** Returns the values of a row's columns, in their order. */
    public @Nullable Object[] values(R row) {
        var values = new @Nullable Object[shape.columns().size()];
        for (Component component : components) {
            Object value = get(component, row);
            Object held = component.optional ? ((Optional<?>) value).orElse(null) : value;
            if (held instanceof Personal<?> personal) {
                values[component.column] =
                        personal.find().map(known -> column(component, known)).orElse(null);
                values[component.column + 1] = subject(component, personal);
            } else if (held != null) {
                values[component.column] = column(component, held);
            }
        }
        return values;
    }

    private String subject(Component component, Personal<?> personal) {
        return personal.subject()
                .orElseThrow(() -> new IllegalArgumentException(view + ": " + component.accessor.getName()
                        + " is personal data of nobody: take it from an event, or say whose it is"))
                .toString();
    }

    private Object column(Component component, Object held) {
        Object value = component.conversion.toColumn().apply(held);
        if (!ColumnType.holds(value)) {
            throw new IllegalArgumentException(view + ": " + component.accessor.getName() + " must be "
                    + component.conversion.type().form() + ", not " + held);
        }
        return value;
    }

    /** Returns a row as it is read again once it was kept. */
    public R readBack(R row) {
        return row(values(row));
    }

    /** Returns a row's key, as the values of its columns. */
    public List<Object> keyOfRow(R row) {
        return key(values(row));
    }

    /** Tells whether two rows are the same to a table. */
    public boolean sameValues(R one, R other) {
        @Nullable Object[] values = values(one);
        @Nullable Object[] others = values(other);
        for (int i = 0; i < values.length; i++) {
            if (!ColumnValues.same(values[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    private Object get(Component component, R row) {
        try {
            Object value = component.accessor.invoke(row);
            if (value == null) {
                throw new IllegalArgumentException(
                        view + ": " + component.accessor.getName() + " of " + row + " is null; make it an Optional");
            }
            return value;
        } catch (IllegalAccessException | InvocationTargetException defect) {
            throw new IllegalStateException(view + ": " + component.accessor, defect);
        }
    }

    /** Makes a row of the values of its columns. */
    public R row(List<@Nullable Object> values) {
        return row(values.toArray());
    }

    /** Makes a row of the values of its columns. */
    R row(@Nullable Object[] values) {
        var arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            Component component = components.get(i);
            Object value = values[component.column];
            Object known =
                    value == null ? null : component.conversion.fromColumn().apply(value);
            Object held = component.personal ? personal(known, values[component.column + 1]) : known;
            arguments[i] = component.optional ? Optional.ofNullable(held) : held;
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException defect) {
            throw new IllegalStateException(
                    view + ": a stored row is refused by " + view.row().getName(), defect);
        }
    }

    private static @Nullable Personal<?> personal(@Nullable Object value, @Nullable Object subject) {
        if (subject == null) {
            return null;
        }
        Optional<Subject> of = Optional.of(Subject.parse(subject.toString()));
        return value == null ? new Personal.Erased<>(of) : new Personal.Known<>(value, of);
    }

    /** Returns a row's key, as the values of its columns. */
    List<Object> key(@Nullable Object[] values) {
        var found = new ArrayList<Object>(key.length);
        for (int index : key) {
            found.add(java.util.Objects.requireNonNull(values[index]));
        }
        return found;
    }

    /**
     * Returns a key, as the values of its columns.
     *
     * @throws IllegalArgumentException if it has another number of values, or one is of another type
     */
    public List<Object> keyOf(Object... given) {
        if (given.length != key.length) {
            throw new IllegalArgumentException(view + ": a key is " + shape.key() + ", not " + Arrays.toString(given));
        }
        var values = new ArrayList<Object>(key.length);
        for (int i = 0; i < key.length; i++) {
            Component component = ofColumn(key[i]);
            Class<?> expected = component.accessor.getReturnType();
            if (!boxed(expected).isInstance(given[i])) {
                throw new IllegalArgumentException(view + ": the key's "
                        + shape.key().get(i) + " is a " + expected.getSimpleName() + ", not " + given[i]);
            }
            values.add(column(component, given[i]));
        }
        return values;
    }

    private Component ofColumn(int column) {
        return components.stream()
                .filter(component -> component.column == column)
                .findFirst()
                .orElseThrow();
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    /** Returns the type of a column. */
    ColumnType type(int column) {
        return shape.columns().get(column).type();
    }
}
