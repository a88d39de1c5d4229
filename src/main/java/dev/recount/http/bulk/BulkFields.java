package dev.recount.http.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.request.CommandBody;
import dev.recount.json.Json;
import dev.recount.json.JsonSlice;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one line of a bulk request: {@code {"stream":"account/2378","command":"Deposit","data":{…},"id":"…",
 * "time":"…","expectedVersion":17,"correlation":"…","meta":{…}}}, of which the stream and the command are required.
 */
final class BulkFields {

    private static final String KNOWN = "stream, command, data, id, time, expectedVersion, correlation, meta";

    private static final JsonFactory UTF_8_ONLY = Json.factory().build();

    private final Map<String, String> values = new HashMap<>();

    private BulkFields() {}

    /**
     * Reads a line.
     *
     * @throws ProblemException if it is no such line; names the field
     */
    static BulkFields parse(byte[] bytes) {
        var fields = new BulkFields();
        try (JsonParser json = UTF_8_ONLY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(Problem.malformed("a line must be a JSON object"));
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(json, bytes);
            }
            if (json.nextToken() != null) {
                throw new ProblemException(Problem.malformed("there is more after the end of the JSON object"));
            }
            return fields;
        } catch (IOException malformed) {
            throw new ProblemException(Problem.malformed(
                    malformed.getCause() instanceof CharacterCodingException
                            ? "the line is not JSON, as it is not UTF-8"
                            : "the line is not JSON"));
        }
    }

    private void read(JsonParser json, byte[] bytes) throws IOException {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (value != expected(field)) {
            throw new ProblemException(Problem.malformed(field + ": must be " + form(field)));
        }
        String text =
                value == JsonToken.START_OBJECT ? JsonSlice.at(json, bytes).text() : json.getText();
        if (values.put(field, text) != null) {
            throw new ProblemException(Problem.malformed(field + ": is there twice"));
        }
    }

    private static JsonToken expected(String field) {
        return switch (field) {
            case "stream", "command", "id", "time", "correlation" -> JsonToken.VALUE_STRING;
            case "expectedVersion" -> JsonToken.VALUE_NUMBER_INT;
            case "data", "meta" -> JsonToken.START_OBJECT;
            default ->
                throw new ProblemException(
                        Problem.malformed(CommandBody.shortened(field) + ": is not a known field; known are " + KNOWN));
        };
    }

    private static String form(String field) {
        return switch (field) {
            case "expectedVersion" -> "a whole number";
            case "data", "meta" -> "a JSON object";
            default -> "a text";
        };
    }

    String required(String field) {
        return optional(field).orElseThrow(() -> new ProblemException(Problem.malformed(field + ": is missing")));
    }

    Optional<String> optional(String field) {
        return Optional.ofNullable(values.get(field));
    }

    byte[] data() {
        return values.getOrDefault("data", "").getBytes(StandardCharsets.UTF_8);
    }
}
