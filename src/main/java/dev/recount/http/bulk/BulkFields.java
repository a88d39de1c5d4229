package dev.recount.http.bulk;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.request.ObjectFields;
import dev.recount.http.request.ObjectFields.Form;
import dev.recount.json.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/**
 * The fields of one line of a bulk request: {@code {"stream":"account/2378","command":"Deposit","data":{…},"id":"…",
 * "time":"…","expectedVersion":17,"correlation":"…","meta":{…}}}, of which the stream and the command are required.
 */
final class BulkFields {

    private static final Map<String, Form> KNOWN = ObjectFields.known(
            entry("stream", Form.TEXT),
            entry("command", Form.TEXT),
            entry("data", Form.OBJECT),
            entry("id", Form.TEXT),
            entry("time", Form.TEXT),
            entry("expectedVersion", Form.NUMBER),
            entry("correlation", Form.TEXT),
            entry("meta", Form.OBJECT));

    private static final JsonFactory UTF_8_ONLY = Json.factory().build();

    private BulkFields() {}

    /**
     * Reads a line.
     *
     * @throws ProblemException if it is no such line; names the field
     */
    static ObjectFields parse(byte[] bytes) {
        try (JsonParser json = UTF_8_ONLY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(Problem.malformed("a line must be a JSON object"));
            }
            ObjectFields fields = ObjectFields.read(json, bytes, KNOWN, "");
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
}
