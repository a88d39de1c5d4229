package dev.recount.json.shape;

import dev.recount.json.type.JsonTypes;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.Cases;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The shape of a type as its JSON has it, in words that are equal for equal shapes: the components of records, with
 * their types, the records of sealed interfaces, and the constants of enums, down to the last value. Where classes lie
 * makes no difference.
 */
public final class TypeShape {

    /**
     * The types that have been described already, by their numbers: types may hold themselves, and two may have one
     * name.
     */
    private final Map<Class<?>, Integer> numbers = new LinkedHashMap<>();

    private TypeShape() {}

    /** Describes a type that {@link JsonTypes} has found good. */
    public static String of(Type type) {
        return new TypeShape().describe(type);
    }

    private String describe(Type type) {
        return switch (type) {
            case Class<?> plain -> describeClass(plain);
            case ParameterizedType parameterized ->
                describe(parameterized.getRawType())
                        + Arrays.stream(parameterized.getActualTypeArguments())
                                .map(this::describe)
                                .collect(Collectors.joining(",", "<", ">"));
            default -> type.getTypeName();
        };
    }

    private String describeClass(Class<?> type) {
        boolean isOfTheDomain = (type.isEnum() || type.isRecord() || type.isSealed()) && type != Personal.class;
        if (!isOfTheDomain || type.getPackageName().startsWith("java.")) {
            return type.getName();
        }
        Integer known = numbers.get(type);
        if (known != null) {
            return "#" + known;
        }
        numbers.put(type, numbers.size());
        return type.getSimpleName() + parts(type);
    }

    private String parts(Class<?> type) {
        if (type.isEnum()) {
            return list(Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .sorted()
                    .collect(Collectors.joining(",")));
        } else if (type.isRecord()) {
            return list(Arrays.stream(type.getRecordComponents())
                    .map(this::component)
                    .collect(Collectors.joining(",")));
        }
        return list(
                Cases.of(type).byName().values().stream().map(this::describe).collect(Collectors.joining("|")));
    }

    private String component(RecordComponent component) {
        return component.getName() + ":" + describe(component.getGenericType());
    }

    private static String list(String parts) {
        return "(" + parts + ")";
    }
}
