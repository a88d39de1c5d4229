package dev.recount.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.endpoint.Endpoint;
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

    Description(List<StreamType<?, ?, ?>> types, Collection<String> metadata, Map<String, Shape> views) {
        this.types = types;
        this.views = views;
        types.forEach(schemas::add);
        metadata.forEach(schemas::addMetadata);
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
            case "/streams/{type}/{id}/{Command}" ->
                types.stream().filter(type -> !type.isClosed()).forEach(type -> addCommands(endpoint, type));
            case "/streams/{type}/{id}" -> types.forEach(type -> addState(endpoint, type));
            case "/views/{view}" -> views.forEach((view, shape) -> addRows(endpoint, view, shape));
            case "/views/{view}/{key...}" -> views.forEach((view, shape) -> addRow(endpoint, view, shape));
            case "/views/{view}/why/{key...}" -> views.forEach((view, shape) -> addWhy(endpoint, view, shape));
            case "/streams" -> addText(endpoint, "application/x-ndjson", "application/x-ndjson");
            case "/session" -> describe(endpoint, "/session").goesOverTo("WebSocket");
            case "/metrics", "/processes/{type}/{id}/diagram" -> addText(endpoint, "", "text/plain");
            case "/" -> addText(endpoint, "", "text/html");
            case "/console/{edition}/{file...}" -> addText(endpoint, "", "*/*");
            default -> addPlain(endpoint);
        }
    }

    private void addCommands(Endpoint endpoint, StreamType<?, ?, ?> type) {
        type.commands().byName().keySet().forEach(name -> {
            EndpointDescription description = describe(endpoint, "/streams/" + type.name() + "/{id}/" + name);
            description.takes("application/json", Schemas.reference(Schemas.command(type, name)));
            ObjectNode body = JSON.objectNode().put("type", "object");
            ObjectNode fields = body.putObject("properties");
            texts(fields, "stream", "token");
            number(fields, "version");
            flags(fields, "repeat", "dryRun", "enriched");
            fields.set("events", Schemas.many(Schemas.EVENT));
            fields.set("state", Schemas.reference(Schemas.state(type)));
            description.showsTheWay();
            ObjectNode headers = description.answers("application/json", body).putObject("headers");
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
        EndpointDescription description = describe(endpoint, "/streams/" + type.name() + "/{id}");
        description.answers("application/json", body);
        description.showsTheWay();
    }

    private void addRows(Endpoint endpoint, String view, Shape shape) {
        ObjectNode body = JSON.objectNode().put("type", "object");
        ObjectNode fields = body.putObject("properties");
        texts(fields, "view", "position", "next");
        number(fields, "behind");
        number(fields, "count");
        fields.set("rows", Schemas.many(Schemas.row(view)));
        EndpointDescription description = describe(endpoint, "/views/" + view);
        for (Column column : shape.columns()) {
            boolean isTaken =
                    endpoint.parameters().stream().anyMatch(read -> read.name().equals(column.name()));
            if (column.type() != ColumnType.JSON && !isTaken) {
                description
                        .parameter(column.name(), "query", Schemas.ofColumn(column))
                        .put("description", "Only rows with this " + column.name() + ".");
            }
        }
        description.answers("application/json", body);
    }

    private void addRow(Endpoint endpoint, String view, Shape shape) {
        ObjectNode body = JSON.objectNode().put("type", "object");
        ObjectNode fields = body.putObject("properties");
        texts(fields, "view", "position");
        number(fields, "behind");
        fields.set("row", Schemas.reference(Schemas.row(view)));
        describe(endpoint, "/views/" + view + "/{" + String.join("}/{", shape.key()) + "}")
                .answers("application/json", body);
    }

    private void addWhy(Endpoint endpoint, String view, Shape shape) {
        ObjectNode body = JSON.objectNode().put("type", "object");
        ObjectNode fields = body.putObject("properties");
        texts(fields, "view", "position", "incomplete", "next");
        number(fields, "behind");
        flags(fields, "complete");
        ObjectNode step = JSON.objectNode().put("type", "object");
        ObjectNode ofStep = step.putObject("properties");
        texts(ofStep, "time");
        ofStep.set("event", Schemas.reference(Schemas.EVENT));
        fields.putObject("steps").put("type", "array").set("items", step);
        describe(endpoint, "/views/" + view + "/why/{" + String.join("}/{", shape.key()) + "}")
                .answers("application/json", body);
    }

    private void addPlain(Endpoint endpoint) {
        describe(endpoint, endpoint.path().toString())
                .answers("application/json", JSON.objectNode().put("type", "object"));
    }

    private void addText(Endpoint endpoint, String request, String response) {
        EndpointDescription description = describe(endpoint, endpoint.path().toString());
        ObjectNode text = JSON.objectNode().put("type", "string");
        if (!request.isEmpty()) {
            description.takes(request, text.deepCopy());
        }
        description.answers(response, text);
    }

    private EndpointDescription describe(Endpoint endpoint, String path) {
        String method = endpoint.method().name().toLowerCase(Locale.ROOT);
        return EndpointDescription.of(
                endpoint,
                path,
                paths.computeIfAbsent(path, _ -> JSON.objectNode()).putObject(method));
    }

    private static void texts(ObjectNode fields, String... names) {
        for (String name : names) {
            fields.putObject(name).put("type", "string");
        }
    }

    private static void flags(ObjectNode fields, String... names) {
        for (String name : names) {
            fields.putObject(name).put("type", "boolean");
        }
    }

    private static void number(ObjectNode fields, String name) {
        fields.putObject(name).put("type", "integer").put("format", "int64");
    }
}
