package dev.recount.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Text that others wrote, as it may be shown: it must not be able to steer the terminal, or to look like other text.
 */
public final class Printable {

    /** Controls, what turns the direction of writing, other invisible marks, and ends of lines. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** Returns the text on one line, with a mark in place of each character that shows nothing itself. */
    public static String of(String text) {
        return STEERING.matcher(text).replaceAll("�");
    }

    /** Returns JSON of several lines, in which such characters are written as JSON can write them. */
    public static String json(String json) {
        return STEERING.matcher(json).replaceAll(found -> {
            String character = found.group();
            return character.equals("\n") ? character : escaped(character);
        });
    }

    /** Returns a change of a JSON Patch on one line. */
    public static String change(JsonNode change) {
        String value = change.has("value") ? " " + change.path("value") : "";
        return of("%-7s %s%s"
                .formatted(change.path("op").asText(), change.path("path").asText(), value));
    }

    private static String escaped(String character) {
        var escaped = new StringBuilder();
        character.chars().forEach(unit -> escaped.append("\\\\u%04x".formatted(unit)));
        return escaped.toString();
    }
}
