package dev.recount.json.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.json.JsonText;
import dev.recount.json.type.SealedTypes;
import dev.recount.json.type.TypeParameters;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.Cases;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The shapes that values have in JSON, as JSON themselves: the name of a simple type; {@code {"optional": …}},
 * {@code {"personal": …}}, {@code {"list": …}}, {@code {"set": …}}, {@code {"map": {"key": …, "value": …}}},
 * {@code {"enum": […]}}, {@code {"record": {…}}}, and {@code {"by": …, "cases": {…}}} of a sealed interface.
 */
public final class Shapes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(Byte.class, "byte"),
            Map.entry(Short.class, "short"),
            Map.entry(Integer.class, "int"),
            Map.entry(Long.class, "long"),
            Map.entry(Float.class, "float"),
            Map.entry(Double.class, "double"),
            Map.entry(BigInteger.class, "integer"),
            Map.entry(BigDecimal.class, "decimal"),
            Map.entry(JsonText.class, "json"));

    /** Each holds the numbers of those before it. */
    private static final List<String> WHOLE = List.of("byte", "short", "int", "long", "integer");

    private final SealedTypes sealedTypes;
    private final Deque<Class<?>> within = new ArrayDeque<>();

    public Shapes(SealedTypes sealedTypes) {
        this.sealedTypes = sealedTypes;
    }

    /**
     * Returns the fields of a record with their shapes, in the order of their names: that of components means nothing.
     */
    public ObjectNode fields(Class<?> record) {
        return fields(record, RecordComponent::getGenericType);
    }

    private ObjectNode fields(Class<?> record, Function<RecordComponent, Type> types) {
        within.push(record);
        ObjectNode fields = JSON.objectNode();
        Arrays.stream(record.getRecordComponents())
                .sorted(Comparator.comparing(RecordComponent::getName))
                .forEach(component -> fields.set(component.getName(), of(types.apply(component))));
        within.pop();
        return fields;
    }

    /** Returns the shape of a type. */
    public JsonNode of(Type type) {
        return type instanceof ParameterizedType parameterized ? container(parameterized) : plain((Class<?>) type);
    }

    private JsonNode container(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        ObjectNode shape = JSON.objectNode();
        if (type.getRawType() instanceof Class<?> record && record.isRecord()) {
            return shape.set("record", fields(record, component -> TypeParameters.resolved(component, type)));
        }
        if (type.getRawType() == Map.class) {
            shape.putObject("map").<ObjectNode>set("key", of(arguments[0])).set("value", of(arguments[1]));
            return shape;
        }
        return shape.set(kind(type.getRawType()), of(arguments[0]));
    }

    private static String kind(Type container) {
        if (container == Optional.class) {
            return "optional";
        } else if (container == Personal.class) {
            return "personal";
        }
        return container == Set.class ? "set" : "list"; // a Collection is written as a List is
    }

    private JsonNode plain(Class<?> type) {
        String property = sealedTypes.nameProperty(type);
        if (type.isEnum()) {
            ObjectNode shape = JSON.objectNode();
            Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .forEach(shape.withArray("enum")::add);
            return shape;
        } else if (type == JsonText.class) {
            return TextNode.valueOf(name(type));
        } else if (within.contains(type)) {
            return JSON.objectNode().put("recursive", type.getSimpleName());
        } else if (property != null) {
            return cases(type, property);
        } else if (type.isRecord()) {
            return JSON.objectNode().set("record", fields(type));
        }
        return TextNode.valueOf(name(type));
    }

    /** A record that is a case of a sealed interface is written as such wherever it stands. */
    private ObjectNode cases(Class<?> type, String property) {
        within.push(type);
        ObjectNode shape = JSON.objectNode().put("by", property);
        ObjectNode cases = shape.putObject("cases");
        Cases.of(type).byName().forEach((name, record) -> cases.set(name, fields(record)));
        within.pop();
        return shape;
    }

    private static String name(Class<?> type) {
        Class<?> boxed = type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
        String simple = boxed.getSimpleName();
        return NAMES.getOrDefault(boxed, simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1));
    }

    /**
     * Tells whether all numbers of one simple type are numbers of another, and mean the same. A whole number and one
     * with decimals do not: the one may count cents where the other counts euros.
     */
    public static boolean widens(String from, String to) {
        int narrow = WHOLE.indexOf(from);
        return (narrow >= 0 && narrow <= WHOLE.indexOf(to)) || (from.equals("float") && to.equals("double"));
    }

    /** Tells whether all numbers of a simple type are whole. */
    public static boolean isWhole(String type) {
        return WHOLE.contains(type);
    }
}
