package dev.recount.verifier;

import java.util.SortedMap;
import java.util.stream.Collectors;

/** An object of texts and whole numbers in the form that RFC 8785 gives to JSON, of which there is only one. */
final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * Writes an object.
     *
     * @param fields texts and whole numbers, by their names
     */
    static String of(SortedMap<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey())
                        + ':'
                        + (field.getValue() instanceof String text ? quoted(text) : field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(character < ' ' ? "\\u%04x".formatted((int) character) : character);
            }
        }
        return quoted.append('"').toString();
    }
}
