package dev.recount.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Parameter;
import java.util.Locale;

/**
 * The description of one endpoint at one path.
 *
 * @param json its part of the document
 */
record EndpointDescription(ObjectNode json) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Describes an endpoint as it tells of itself: its parameters, its access, and the problem it may answer with. */
    static EndpointDescription of(Endpoint endpoint, String path, ObjectNode json) {
        String method = endpoint.method().name().toLowerCase(Locale.ROOT);
        json.put("operationId", method + path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", ""));
        json.put("summary", endpoint.summary());
        json.put("x-endpoint", endpoint.toString());
        json.put("x-right", endpoint.right().word());
        var description = new EndpointDescription(json);
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                ObjectNode text = JSON.objectNode().put("type", "string");
                description
                        .parameter(segment.substring(1, segment.length() - 1), "path", text)
                        .put("required", true);
            }
        }
        endpoint.parameters()
                .forEach(read -> description
                        .parameter(read.name(), location(read), schema(read))
                        .put("description", read.summary()));
        if (endpoint.right() != Right.NONE) {
            content(
                    json.withObject("/responses").putObject("default").put("description", "A problem."),
                    "application/problem+json",
                    Schemas.reference(Schemas.PROBLEM));
        }
        return description;
    }

    private static String location(Parameter read) {
        return read.location().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode schema(Parameter read) {
        return switch (read.form()) {
            case TEXT, TIME -> JSON.objectNode().put("type", "string");
            case NUMBER -> JSON.objectNode().put("type", "integer").put("format", "int64");
        };
    }

    /** Adds a parameter, and returns its description. */
    ObjectNode parameter(String name, String location, ObjectNode schema) {
        ObjectNode parameter = JSON.objectNode().put("name", name).put("in", location);
        json.withArray("parameters").add(parameter.set("schema", schema));
        return parameter;
    }

    /** Adds the body that it needs. */
    void takes(String mediaType, ObjectNode schema) {
        content(json.putObject("requestBody").put("required", true), mediaType, schema);
    }

    /** Adds the body of its answer, and returns the answer's description. */
    ObjectNode answers(String mediaType, ObjectNode schema) {
        ObjectNode ok = json.withObject("/responses").putObject("200").put("description", "Done.");
        content(ok, mediaType, schema);
        return ok;
    }

    /** Adds the answer after which another protocol is spoken. */
    void goesOverTo(String protocol) {
        json.withObject("/responses").putObject("101").put("description", "The connection is a " + protocol + ".");
    }

    /** Adds the answers of a stream that goes on elsewhere. */
    void showsTheWay() {
        ObjectNode responses = json.withObject("/responses");
        ObjectNode one = responses.putObject("308").put("description", "The stream goes on in another one.");
        one.putObject("headers").putObject("Location").putObject("schema").put("type", "string");
        ObjectNode others = responses
                .putObject("410")
                .put("description", "The stream goes on in several others, or in none; movedto names them.");
        for (ObjectNode answer : new ObjectNode[] {one, others}) {
            content(answer, "application/problem+json", Schemas.reference(Schemas.PROBLEM));
        }
    }

    private static void content(ObjectNode holder, String mediaType, ObjectNode schema) {
        holder.putObject("content").putObject(mediaType).set("schema", schema);
    }
}
