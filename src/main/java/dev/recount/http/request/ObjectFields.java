package dev.recount.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.json.JsonSlice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields of a JSON object of a request, each of which is known by its name and its form. */
public final class ObjectFields {

    private final String path;
    private final Map<String, String> values = new HashMap<>();

    private ObjectFields(String path) {
        this.path = path;
    }

    /** The form of a field. */
    public enum Form {
        /** A text. */
        TEXT(JsonToken.VALUE_STRING, "a text"),
        /** A whole number. */
        NUMBER(JsonToken.VALUE_NUMBER_INT, "a whole number"),
        /** A JSON object, which is kept as it is. */
        OBJECT(JsonToken.START_OBJECT, "a JSON object");

        private final JsonToken token;
        private final String words;

        Form(JsonToken token, String words) {
            this.token = token;
            this.words = words;
        }
    }

    /** Returns the fields that there may be, in the order in which they are told. */
    @SafeVarargs
    public static Map<String, Form> known(Map.Entry<String, Form>... fields) {
        var known = new LinkedHashMap<String, Form>();
        for (Map.Entry<String, Form> field : fields) {
            known.put(field.getKey(), field.getValue());
        }
        return Collections.unmodifiableMap(known);
    }

    /**
     * Reads the fields of the object that a parser stands at the beginning of, to its end.
     *
     * @param document what the parser reads
     * @param known the fields that there may be
     * @param path what stands before their names in the problems that are told, such as {@code commands[0].}
     * @throws ProblemException if one is unknown, malformed or there twice; names it
     */
    public static ObjectFields read(JsonParser json, byte[] document, Map<String, Form> known, String path)
            throws IOException {
        var fields = new ObjectFields(path);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            fields.read(json, document, known);
        }
        return fields;
    }

    private void read(JsonParser json, byte[] document, Map<String, Form> known) throws IOException {
        String field = json.currentName();
        Form form = known.get(field);
        if (form == null) {
            throw malformed(
                    CommandBody.shortened(field),
                    "is not a known field; known are " + String.join(", ", known.keySet()));
        }
        if (json.nextToken() != form.token) {
            throw malformed(field, "must be " + form.words);
        }
        String text = form == Form.OBJECT ? JsonSlice.at(json, document).text() : json.getText();
        if (values.put(field, text) != null) {
            throw malformed(field, "is there twice");
        }
    }

    /** Returns the problem with one of the fields. */
    public ProblemException malformed(String field, String what) {
        return new ProblemException(Problem.malformed(path + field + ": " + what));
    }

    /**
     * Returns the value of a field.
     *
     * @throws ProblemException if it is missing; names it
     */
    public String required(String field) {
        return optional(field).orElseThrow(() -> malformed(field, "is missing"));
    }

    /** Returns the value of a field, if it is there. */
    public Optional<String> optional(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /** Returns the bytes of an object; none if it is not there. */
    public byte[] object(String field) {
        return values.getOrDefault(field, "").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the version of a stream, if the field is there. */
    public OptionalLong version(String field) {
        return optional(field)
                .map(text -> OptionalLong.of(version(field, text)))
                .orElse(OptionalLong.empty());
    }

    private long version(String field, String text) {
        try {
            long version = Long.parseLong(text);
            if (version >= 0) {
                return version;
            }
        } catch (NumberFormatException tooLong) {
            throw malformed(field, "is too large");
        }
        throw malformed(field, "must not be negative");
    }
}
