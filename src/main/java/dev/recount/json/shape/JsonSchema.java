package dev.recount.json.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The shapes of {@link Shapes} as JSON Schema, draft 2020-12, which OpenAPI 3.1 takes. */
public final class JsonSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final JsonSchema TOLD = new JsonSchema(true);
    private static final JsonSchema SENT = new JsonSchema(false);

    private final boolean isTold;

    private JsonSchema(boolean isTold) {
        this.isTold = isTold;
    }

    /**
     * Returns the schema of an object of these fields as it is told, all of which are required but for those that may
     * be absent.
     */
    public static ObjectNode ofFields(JsonNode fields) {
        return TOLD.object(fields);
    }

    /** Returns the schema of an object of these fields as clients send it, in which nothing is erased or masked. */
    public static ObjectNode ofSentFields(JsonNode fields) {
        return SENT.object(fields);
    }

    /** Returns the schema of values of a shape as they are told. */
    public static ObjectNode of(JsonNode shape) {
        return TOLD.value(shape);
    }

    private ObjectNode object(JsonNode fields) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            properties.set(field.getKey(), value(field.getValue()));
            if (!field.getValue().has("optional")) {
                required.add(field.getKey());
            }
        }
        if (isTold && fields.valueStream().anyMatch(JsonSchema::holdsPersonal)) {
            properties.set("erased", array(JSON.textNode("text")));
            properties.set("masked", array(JSON.textNode("text")));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /** What is erased or masked is listed beside the field that it stands in, or that has it in a list. */
    private static boolean holdsPersonal(JsonNode shape) {
        return shape.has("personal")
                || (shape.isObject()
                        && List.of("optional", "list", "set").stream()
                                .anyMatch(kind -> holdsPersonal(shape.path(kind))));
    }

    private ObjectNode value(JsonNode shape) {
        if (shape.isTextual()) {
            return ofName(shape.asText());
        } else if (shape.has("optional")) {
            return orNull(value(shape.path("optional")));
        } else if (shape.has("personal")) {
            ObjectNode known = value(shape.path("personal"));
            return isTold ? orNull(known) : known;
        } else if (shape.has("list")) {
            return array(shape.path("list"));
        } else if (shape.has("set")) {
            return array(shape.path("set")).put("uniqueItems", true);
        } else if (shape.has("map")) {
            return JSON.objectNode()
                    .put("type", "object")
                    .set("additionalProperties", value(shape.path("map").path("value")));
        } else if (shape.has("enum")) {
            return JSON.objectNode().put("type", "string").set("enum", shape.path("enum"));
        } else if (shape.has("record")) {
            return object(shape.path("record"));
        }
        return shape.has("cases")
                ? ofCases(shape)
                : JSON.objectNode()
                        .put("description", "a " + shape.path("recursive").asText() + ", within itself");
    }

    private ObjectNode array(JsonNode elements) {
        return JSON.objectNode().put("type", "array").set("items", value(elements));
    }

    private ObjectNode ofCases(JsonNode shape) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode cases = schema.putArray("oneOf");
        String property = shape.path("by").asText();
        for (Map.Entry<String, JsonNode> named : shape.path("cases").properties()) {
            ObjectNode each = object(named.getValue());
            // Generators of clients tell cases apart by an enum of one, and overlook a const.
            each.withObject("/properties")
                    .putObject(property)
                    .put("type", "string")
                    .putArray("enum")
                    .add(named.getKey());
            each.withArray("required").add(property);
            cases.add(each.put("title", named.getKey()));
        }
        return schema;
    }

    /** A value that is left out may also be null. */
    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual() && !schema.has("enum")) {
            String type = schema.path("type").asText();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private static ObjectNode ofName(String name) {
        return switch (name) {
            case "boolean" -> type("boolean");
            case "byte", "short", "int" -> type("integer").put("format", "int32");
            case "long" -> type("integer").put("format", "int64");
            case "integer" -> type("integer");
            case "decimal" -> type("number");
            case "float", "double" -> type("number").put("format", name);
            case "instant", "offsetDateTime" -> type("string").put("format", "date-time");
            case "json" -> JSON.objectNode();
            case "localDate" -> type("string").put("format", "date");
            case "uUID" -> type("string").put("format", "uuid");
            default -> type("string");
        };
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }
}
