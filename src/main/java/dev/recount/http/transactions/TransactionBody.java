package dev.recount.http.transactions;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.ObjectFields;
import dev.recount.http.request.ObjectFields.Form;
import dev.recount.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of a transaction: {@code {"commands":[{"stream":"account/2378","command":"Withdraw","data":{…},
 * "expectedVersion":17,"meta":{…}}, …],"conditions":[{"stream":"account/9","version":3}, …]}}.
 */
record TransactionBody(List<ObjectFields> commands, List<ObjectFields> conditions) {

    static final String COMMANDS = "commands";
    static final String CONDITIONS = "conditions";

    /** Longer lists than any settings permit are not read to their end. */
    private static final int MOST = 1_000;

    private static final Map<String, Map<String, Form>> KNOWN = Map.of(
            COMMANDS,
            ObjectFields.known(
                    entry("stream", Form.TEXT),
                    entry("command", Form.TEXT),
                    entry("data", Form.OBJECT),
                    entry("expectedVersion", Form.NUMBER),
                    entry("meta", Form.OBJECT)),
            CONDITIONS,
            ObjectFields.known(entry("stream", Form.TEXT), entry("version", Form.NUMBER)));

    private static final JsonFactory UTF_8_ONLY = Json.factory().build();

    /**
     * Reads a body.
     *
     * @throws ProblemException if it is none of a transaction; names the field
     */
    static TransactionBody parse(byte[] bytes) {
        try (JsonParser json = UTF_8_ONLY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            Map<String, List<ObjectFields>> lists = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (lists.put(name, list(json, bytes, name)) != null) {
                    throw malformed(name + ": is there twice");
                }
            }
            if (json.nextToken() != null) {
                throw malformed("there is more after the end of the JSON object");
            }
            if (!lists.containsKey(COMMANDS)) {
                throw malformed(COMMANDS + ": is missing");
            }
            return new TransactionBody(lists.get(COMMANDS), lists.getOrDefault(CONDITIONS, List.of()));
        } catch (IOException malformed) {
            throw malformed("the body is not JSON");
        }
    }

    private static List<ObjectFields> list(JsonParser json, byte[] bytes, String name) throws IOException {
        Map<String, Form> known = KNOWN.get(name);
        if (known == null) {
            throw malformed(
                    CommandBody.shortened(name) + ": is not a known field; known are " + COMMANDS + ", " + CONDITIONS);
        }
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw malformed(name + ": must be a JSON array");
        }
        var list = new ArrayList<ObjectFields>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String place = name + "[" + list.size() + "]";
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw malformed(place + ": must be a JSON object");
            }
            if (list.size() == MOST) {
                throw malformed(name + ": are more than " + MOST);
            }
            list.add(ObjectFields.read(json, bytes, known, place + "."));
        }
        return list;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.malformed(detail));
    }
}
