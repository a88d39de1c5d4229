package dev.recount.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.json.shape.JsonSchema;
import dev.recount.json.shape.Shapes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.type.StreamType;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import java.util.Map;
import java.util.TreeMap;

/** The named schemas of the description: what is told of domains, and what all answers are made of. */
final class Schemas {

    static final String PROBLEM = "Problem";
    static final String EVENT = "CloudEvent";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode all = JSON.objectNode();

    Schemas() {
        ObjectNode problem = object(PROBLEM, "type", "title", "code", "detail");
        problem.withObject("/properties").putObject("status").put("type", "integer");
        problem.withObject("/properties")
                .putObject("movedto")
                .put("type", "array")
                .putObject("items")
                .put("type", "string");
        ObjectNode event =
                object(EVENT, "specversion", "id", "source", "type", "time", "recorded", "principal", "correlationid");
        for (String number : new String[] {"version", "revision"}) {
            event.withObject("/properties")
                    .putObject(number)
                    .put("type", "integer")
                    .put("format", "int64");
        }
        for (String text : new String[] {
            "causationid", "commandid", "previoushash", "correctedby", "migratedfrom", "position", "problem"
        }) {
            event.withObject("/properties").putObject(text).put("type", "string");
        }
        event.withObject("/properties").putObject("data").put("description", "The fields of the event.");
    }

    private ObjectNode object(String name, String... texts) {
        ObjectNode schema = all.putObject(name).put("type", "object");
        for (String text : texts) {
            schema.withObject("/properties").putObject(text).put("type", "string");
        }
        return schema;
    }

    /** Adds what senders may note beside their commands. */
    void addMetadata(String name) {
        all.withObject("/" + EVENT + "/properties").putObject("meta" + name).put("type", "string");
    }

    /** Adds the commands, events and states of a stream type. */
    void add(StreamType<?, ?, ?> type) {
        SealedTypes names = SealedTypes.of(type);
        Map<String, ? extends Class<?>> commands =
                type.isClosed() ? Map.of() : type.commands().byName();
        commands.forEach((name, record) ->
                all.set(command(type, name), JsonSchema.ofSentFields(new Shapes(names).fields(record))));
        type.events()
                .byName()
                .forEach((name, record) -> all.set(type.name() + ".event." + name, fields(names, record)));
        all.set(state(type), JsonSchema.of(new Shapes(names).of(type.stateType())));
    }

    private static ObjectNode fields(SealedTypes names, Class<?> record) {
        return JsonSchema.ofFields(new Shapes(names).fields(record));
    }

    /** Adds the rows of a view. */
    void add(String view, Shape shape) {
        ObjectNode row = all.putObject(row(view)).put("type", "object");
        for (Column column : shape.columns()) {
            row.withObject("/properties").set(column.name(), ofColumn(column));
            if (column.subjectOf().isPresent()) {
                for (String listed : new String[] {"erased", "masked"}) {
                    row.withObject("/properties").set(listed, JsonSchema.of(list("text")));
                }
            }
        }
    }

    private static JsonNode list(String elements) {
        return JSON.objectNode().put("list", elements);
    }

    /** Returns the schema of the values of a column. */
    static ObjectNode ofColumn(Column column) {
        ObjectNode schema = JsonSchema.of(
                column.type() == ColumnType.ENUM
                        ? JSON.objectNode().set("enum", names(column))
                        : JSON.textNode(shape(column.type())));
        if (column.type() == ColumnType.JSON) {
            return JSON.objectNode().put("description", column.type().form());
        }
        if (column.nullable()) {
            String type = schema.path("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        return schema;
    }

    private static ArrayNode names(Column column) {
        ArrayNode names = JSON.arrayNode();
        column.names().forEach(names::add);
        return names;
    }

    private static String shape(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "boolean";
            case INTEGER -> "int";
            case BIGINT -> "long";
            case WHOLE -> "integer";
            case DOUBLE -> "double";
            case DECIMAL -> "decimal";
            case INSTANT -> "instant";
            case DATE -> "localDate";
            case UUID -> "uUID";
            case TEXT, TIME, DATE_TIME, DURATION, YEAR_MONTH, MONTH_DAY, PERIOD, ZONE, CURRENCY, LOCALE, ENUM -> "text";
            case JSON -> "";
        };
    }

    static String command(StreamType<?, ?, ?> type, String name) {
        return type.name() + ".command." + name;
    }

    static String state(StreamType<?, ?, ?> type) {
        return type.name() + ".state";
    }

    static String row(String view) {
        return view + ".row";
    }

    /** Returns a reference to one of them. */
    static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** Returns an array of one of them. */
    static ObjectNode many(String name) {
        return JSON.objectNode().put("type", "array").set("items", reference(name));
    }

    /** Returns all of them, by their names. */
    Map<String, ObjectNode> all() {
        var named = new TreeMap<String, ObjectNode>();
        all.properties().forEach(schema -> named.put(schema.getKey(), (ObjectNode) schema.getValue()));
        return named;
    }
}
