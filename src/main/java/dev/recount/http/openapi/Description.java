package dev.recount.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.endpoint.Access;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Parameter;
import dev.recount.model.type.StreamType;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The description of all endpoints, in which those whose form depends on a stream type or a view stand once for each of
 * them.
 */
final class Description {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Schemas schemas = new Schemas();
    private final Map<String, ObjectNode> paths = new TreeMap<>();
    private final List<StreamType<?, ?, ?>> types;
    private final Map<String, Shape> views;

    Description(List<StreamType<?, ?, ?>> types, Map<String, Shape> views) {
        this.types = types;
        this.views = views;
        types.forEach(schemas::add);
        views.forEach(schemas::add);
    }

    ObjectNode of(Collection<Endpoint> endpoints) {
        endpoints.forEach(this::add);
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Recount").put("version", "1");
        document.putObject("paths").setAll(paths);
        document.withObject("/components/schemas").setAll(schemas.all());
        return document;
    }

    private void add(Endpoint endpoint) {
        switch (endpoint.path().toString()) {
            case "/streams/{type}/{id}/{Command}" -> types.forEach(type -> addCommands(endpoint, type));
            case "/streams/{type}/{id}" -> types.forEach(type -> addState(endpoint, type));
            case "/views/{view}" -> views.forEach((view, shape) -> addRows(endpoint, view, shape));
            case "/views/{view}/{key...}" -> views.forEach((view, shape) -> addRow(endpoint, view, shape));
            case "/streams" -> addText(endpoint, "application/x-ndjson", "application/x-ndjson");
            case "/metrics" -> addText(endpoint, "", "text/plain");
            default -> addPlain(endpoint);
        }
    }

    private void addCommands(Endpoint endpoint, StreamType<?, ?, ?> type) {
        type.commands().byName().keySet().forEach(name -> {
            ObjectNode operation = operation(endpoint, "/streams/" + type.name() + "/{id}/" + name);
            content(
                    operation.putObject("requestBody").put("required", true),
                    "application/json",
                    Schemas.reference(Schemas.command(type, name)));
            ObjectNode body = JSON.objectNode().put("type", "object");
            ObjectNode fields = body.putObject("properties");
            texts(fields, "stream", "token");
            number(fields, "version");
            fields.putObject("repeat").put("type", "boolean");
            fields.set("events", Schemas.many(Schemas.EVENT));
            fields.set("state", Schemas.reference(Schemas.state(type)));
            ObjectNode headers = answer(operation, body).putObject("headers");
            for (String header : new String[] {"ETag", "Recount-Token"}) {
                headers.putObject(header).putObject("schema").put("type", "string");
            }
        });
    }

    private void addState(Endpoint endpoint, StreamType<?, ?, ?> type) {
        ObjectNode body = JSON.objectNode().put("type", "object");
        ObjectNode fields = body.putObject("properties");
        texts(fields, "stream", "time");
        number(fields, "version");
        fields.set("state", Schemas.reference(Schemas.state(type)));
        answer(operation(endpoint, "/streams/" + type.name() + "/{id}"), body);
    }

    private void addRows(Endpoint endpoint, String view, Shape shape) {
        ObjectNode body = JSON.objectNode().put("type", "object");
        ObjectNode fields = body.putObject("properties");
        texts(fields, "view", "position", "next");
        number(fields, "behind");
        number(fields, "count");
        fields.set("rows", Schemas.many(Schemas.row(view)));
        ObjectNode operation = operation(endpoint, "/views/" + view);
        for (Column column : shape.columns()) {
            boolean isTaken =
                    endpoint.parameters().stream().anyMatch(read -> read.name().equals(column.name()));
            if (column.type() != ColumnType.JSON && !isTaken) {
                parameter(operation, column.name(), "query", Schemas.ofColumn(column))
                        .put("description", "Only rows with this " + column.name() + ".");
            }
        }
        answer(operation, body);
    }

    private void addRow(Endpoint endpoint, String view, Shape shape) {
        ObjectNode body = JSON.objectNode().put("type", "object");
        ObjectNode fields = body.putObject("properties");
        texts(fields, "view", "position");
        number(fields, "behind");
        fields.set("row", Schemas.reference(Schemas.row(view)));
        answer(operation(endpoint, "/views/" + view + "/{" + String.join("}/{", shape.key()) + "}"), body);
    }

    private void addPlain(Endpoint endpoint) {
        answer(
                operation(endpoint, endpoint.path().toString()),
                JSON.objectNode().put("type", "object"));
    }

    private void addText(Endpoint endpoint, String request, String response) {
        ObjectNode operation = operation(endpoint, endpoint.path().toString());
        ObjectNode text = JSON.objectNode().put("type", "string");
        if (!request.isEmpty()) {
            content(operation.putObject("requestBody").put("required", true), request, text.deepCopy());
        }
        content(ok(operation), response, text);
    }

    private ObjectNode operation(Endpoint endpoint, String path) {
        String method = endpoint.method().name().toLowerCase(Locale.ROOT);
        ObjectNode operation =
                paths.computeIfAbsent(path, _ -> JSON.objectNode()).putObject(method);
        operation.put(
                "operationId", method + path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", ""));
        operation.put("summary", endpoint.summary());
        operation.put("x-endpoint", endpoint.toString());
        operation.put("x-access", endpoint.access().name());
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                ObjectNode text = JSON.objectNode().put("type", "string");
                parameter(operation, segment.substring(1, segment.length() - 1), "path", text)
                        .put("required", true);
            }
        }
        endpoint.parameters()
                .forEach(read -> parameter(operation, read.name(), place(read), schema(read))
                        .put("description", read.summary()));
        if (endpoint.access() != Access.OPEN) {
            content(
                    operation.withObject("/responses").putObject("default").put("description", "A problem."),
                    "application/problem+json",
                    Schemas.reference(Schemas.PROBLEM));
        }
        return operation;
    }

    private static ObjectNode parameter(ObjectNode operation, String name, String place, ObjectNode schema) {
        ObjectNode parameter = JSON.objectNode().put("name", name).put("in", place);
        ArrayNode parameters = operation.withArray("parameters");
        parameters.add(parameter.set("schema", schema));
        return parameter;
    }

    private static String place(Parameter read) {
        return read.location().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode schema(Parameter read) {
        return switch (read.form()) {
            case TEXT, TIME -> JSON.objectNode().put("type", "string");
            case NUMBER -> JSON.objectNode().put("type", "integer").put("format", "int64");
        };
    }

    private static ObjectNode answer(ObjectNode operation, ObjectNode body) {
        ObjectNode ok = ok(operation);
        content(ok, "application/json", body);
        return ok;
    }

    private static ObjectNode ok(ObjectNode operation) {
        return operation.withObject("/responses").putObject("200").put("description", "Done.");
    }

    private static void content(ObjectNode holder, String mediaType, ObjectNode schema) {
        holder.putObject("content").putObject(mediaType).set("schema", schema);
    }

    private static void texts(ObjectNode fields, String... names) {
        for (String name : names) {
            fields.putObject(name).put("type", "string");
        }
    }

    private static void number(ObjectNode fields, String name) {
        fields.putObject(name).put("type", "integer").put("format", "int64");
    }
}
