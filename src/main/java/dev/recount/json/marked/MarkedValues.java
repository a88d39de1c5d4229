package dev.recount.json.marked;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.json.personal.Marks;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values under a mark in a JSON document, found without changing a byte of the rest. */
final class MarkedValues {

    private static final JsonMapper FRAME = Json.frame();

    private final String mark;
    private final JsonParser json;
    private final List<Found> found = new ArrayList<>();

    /**
     * A value under a mark.
     *
     * @param path where it stands, as a JSON Pointer
     * @param from the index of its first byte, with its mark
     * @param to the index after its last byte
     * @param subject the person whom it is of, if it says so
     * @param value what it says of itself; null where that is erased
     * @param within the object that it is a field of, by the index of that one's last byte, and the path to it there
     */
    record Found(
            String path,
            int from,
            int to,
            Optional<Subject> subject,
            @Nullable Slice value,
            Optional<Within> within) {}

    /** A part of the document. */
    record Slice(int from, int to) {}

    /**
     * The nearest object that a value stands in.
     *
     * @param begin the index of the object's first byte
     * @param path the way from there to the value
     */
    record Within(int begin, String path) {}

    private MarkedValues(String mark, JsonParser json) {
        this.mark = mark;
        this.json = json;
    }

    /**
     * Finds them, in their order.
     *
     * @throws IOException if the document is no JSON
     */
    static List<Found> in(byte[] document, String mark) throws IOException {
        if (!Marks.mayHold(document, mark)) {
            return List.of();
        }
        try (JsonParser json = FRAME.createParser(document)) {
            var values = new MarkedValues(mark, json);
            json.nextToken();
            values.walk("", Optional.empty());
            return values.found;
        }
    }

    /** Looks into the value that the parser stands at, and leaves it at its last token. */
    private void walk(String path, Optional<Within> within) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(path, within);
            case START_ARRAY -> {
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    walk(path + "/" + i, in(within, Integer.toString(i)));
                }
            }
            default -> {}
        }
    }

    private static Optional<Within> in(Optional<Within> outer, String step) {
        return outer.map(object -> new Within(object.begin, object.path.isEmpty() ? step : object.path + "/" + step));
    }

    private void object(String path, Optional<Within> within) throws IOException {
        int begin = (int) json.currentTokenLocation().getByteOffset();
        boolean isFirst = true;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (isFirst && field.equals(mark)) {
                marked(path, begin, within);
                return;
            }
            isFirst = false;
            walk(path + "/" + escaped(field), Optional.of(new Within(begin, escaped(field))));
        }
    }

    private void marked(String path, int begin, Optional<Within> within) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT);
        Optional<Subject> subject = Optional.empty();
        Slice value = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case Marks.SUBJECT -> subject = Optional.of(subject(json.getText()));
                case Marks.VALUE -> value = slice();
                default -> throw new IOException("personal data has no field " + field);
            }
        }
        require(json.nextToken() == JsonToken.END_OBJECT);
        int to = (int) json.currentLocation().getByteOffset();
        found.add(new Found(path, begin, to, subject, value, within));
    }

    private static Subject subject(String name) throws IOException {
        try {
            return Subject.parse(name);
        } catch (IllegalArgumentException noName) {
            throw new IOException(noName.getMessage(), noName);
        }
    }

    private Slice slice() throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        return new Slice(from, (int) json.currentLocation().getByteOffset());
    }

    private static void require(boolean isOfTheForm) throws IOException {
        if (!isOfTheForm) {
            throw new IOException("personal data is an object of a subject and a value");
        }
    }

    private static String escaped(String field) {
        return field.indexOf('~') < 0 && field.indexOf('/') < 0
                ? field
                : field.replace("~", "~0").replace("/", "~1");
    }
}
