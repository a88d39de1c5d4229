package dev.recount.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON object whose fields are changed as text, so that they can be as wrong as a test needs them. */
final class JsonObject {

    private final Map<String, String> fields = new LinkedHashMap<>();

    /** Makes an object; names and values in turn. */
    JsonObject(String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            this.fields.put(fields[i], fields[i + 1]);
        }
    }

    static JsonObject parse(String json) {
        try {
            var object = new JsonObject();
            new JsonMapper()
                    .readTree(json)
                    .properties()
                    .forEach(field ->
                            object.fields.put(field.getKey(), field.getValue().toString()));
            return object;
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(json, notJson);
        }
    }

    JsonObject inner(String name) {
        return parse(fields.getOrDefault(name, "{}"));
    }

    JsonObject with(String name, String value) {
        var changed = new JsonObject();
        changed.fields.putAll(fields);
        changed.fields.put(name, value);
        return changed;
    }

    /** Returns the text of an object that has this one as its only field. */
    String within(String name) {
        return new JsonObject(name, toString()).toString();
    }

    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
