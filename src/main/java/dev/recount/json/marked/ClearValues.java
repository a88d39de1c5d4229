package dev.recount.json.marked;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.json.personal.Marks;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Values that are personal data and stand in a JSON document without a mark, as they did before they were personal. */
public final class ClearValues {

    private static final JsonMapper FRAME = Json.frame();

    private ClearValues() {}

    /**
     * Returns where a document has marked values, as JSON Pointers, each with the person whom it is of.
     *
     * @param home the person whom what names nobody is of
     * @throws IOException if it is no JSON
     */
    public static Map<String, Subject> places(byte[] marked, Subject home) throws IOException {
        var places = new TreeMap<String, Subject>();
        MarkedValues.in(marked, Marks.PERSONAL)
                .forEach(each -> places.put(each.path(), each.subject().orElse(home)));
        return places;
    }

    /**
     * Returns a document with the values at some places marked, but for those that are marked or sealed already, and
     * for nulls; the same one where there are none.
     *
     * @param places JSON Pointers, each with the person whom the value is of
     * @throws IOException if it is no JSON
     */
    public static byte[] mark(byte[] document, Map<String, Subject> places) throws IOException {
        var edited = new Edited(document);
        try (JsonParser json = FRAME.createParser(document)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart() || token.isScalarValue()) {
                    mark(json, document, places, edited);
                }
            }
        }
        return edited.bytes();
    }

    private static void mark(JsonParser json, byte[] document, Map<String, Subject> places, Edited edited)
            throws IOException {
        Subject subject = places.get(json.getParsingContext().pathAsPointer().toString());
        if (subject == null || json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        String value = new String(document, from, to - from, StandardCharsets.UTF_8);
        if (!isMarked(value)) {
            edited.put(from, to, PersonalJson.mark(value, subject));
        }
    }

    private static boolean isMarked(String value) {
        return value.startsWith("{\"" + Marks.PERSONAL + '"') || value.startsWith("{\"" + Marks.SEALED + '"');
    }
}
