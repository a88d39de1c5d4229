package dev.recount.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A JSON document as a page shows it, in which {@code …} stands for fields or elements that are left out.
 *
 * @param document the document, with a field or an element {@link #MORE} where some are left out
 * @param isExact whether the values are those of the answer, and not only of their kinds
 */
record Example(JsonNode document, boolean isExact) {

    private static final String MORE = "…";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Reads the documents of a text, one after another. */
    static List<JsonNode> documents(String text) {
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(spelledOut(text))) {
            return documents.readAll();
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed.getMessage() + " in " + text, malformed);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Writes each ellipsis outside of a string as a field or an element, whichever it stands for. */
    private static String spelledOut(String text) {
        StringBuilder json = new StringBuilder();
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '"' && (at == 0 || text.charAt(at - 1) != '\\')) {
                quoted = !quoted;
            } else if (!quoted && (sign == '{' || sign == '[')) {
                open.push(sign);
            } else if (!quoted && (sign == '}' || sign == ']')) {
                open.pop();
            }
            boolean more = !quoted && sign == MORE.charAt(0);
            json.append(more ? "\"…\"" + (open.peek() == '{' ? ":true" : "") : sign);
        }
        return json.toString();
    }

    /** Tells the first thing in which an answer is not as the page shows it, if there is any. */
    Optional<String> difference(JsonNode answer) {
        return difference("", document, answer);
    }

    private Optional<String> difference(String path, JsonNode shown, JsonNode told) {
        if (shown.isObject() && told.isObject()) {
            return ofFields(path, shown, told);
        }
        if (shown.isArray() && told.isArray()) {
            return ofElements(path, shown, told);
        }
        boolean like = isExact ? shown.equals(told) : shown.getNodeType() == told.getNodeType();
        return like ? Optional.empty() : Optional.of(path + " is " + told + ", and the page shows " + shown);
    }

    private Optional<String> ofFields(String path, JsonNode shown, JsonNode told) {
        List<String> names = new ArrayList<>();
        shown.fieldNames().forEachRemaining(names::add);
        boolean complete = !names.remove(MORE);
        for (String name : names) {
            if (!told.has(name)) {
                return Optional.of(path + "/" + name + " is missing");
            }
            var difference = difference(path + "/" + name, shown.get(name), told.get(name));
            if (difference.isPresent()) {
                return difference;
            }
        }
        if (complete && told.size() > names.size()) {
            told.fieldNames().forEachRemaining(names::add);
            return Optional.of(path + " has other fields than the page shows: "
                    + names.stream().distinct().toList());
        }
        return Optional.empty();
    }

    /** An element of the page is like one of the answer. */
    private Optional<String> ofElements(String path, JsonNode shown, JsonNode told) {
        for (int at = 0; at < shown.size(); at++) {
            JsonNode element = shown.get(at);
            if (element.isTextual() && element.textValue().equals(MORE)) {
                continue;
            }
            String where = path + "/" + at;
            List<Optional<String>> differences = new ArrayList<>();
            told.forEach(each -> differences.add(difference(where, element, each)));
            if (differences.stream().noneMatch(Optional::isEmpty)) {
                return Optional.of(where + " is like none of the answer: " + differences);
            }
        }
        return Optional.empty();
    }
}
