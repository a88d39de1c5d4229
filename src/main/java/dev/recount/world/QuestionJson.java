package dev.recount.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.log.Knowledge;
import dev.recount.log.position.Position;
import dev.recount.replay.world.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The questions for worlds as people and programs write them: JSON objects. */
public final class QuestionJson {

    private static final JsonMapper JSON = Json.exact()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final Set<String> FIELDS = Set.of(
            "rules", "mode", "streams", "from", "to", "known", "without", "instead", "corrections", "run", "views");

    private QuestionJson() {}

    /**
     * Reads a question.
     *
     * @throws WorldException if it is none; names the field
     */
    public static AskedQuestion read(String text) {
        JsonNode json = object("the question", text);
        requireKnown(json, FIELDS);
        return new AskedQuestion(
                text(json, "rules"),
                text(json, "mode").map(mode -> mode("mode", mode)).orElse(Mode.DECISIONS),
                text(json, "streams"),
                text(json, "from").map(time -> time("from", time)),
                text(json, "to").map(time -> time("to", time)),
                text(json, "known").map(QuestionJson::known),
                texts(json, "without"),
                list(json, "instead").stream().map(QuestionJson::instead).toList(),
                list(json, "corrections").stream().map(JsonNode::toString).toList(),
                texts(json, "run"),
                texts(json, "views"));
    }

    /**
     * Reads what is put in the place of something, as in {@code {"of":"account/17@3","commands":[]}}.
     *
     * @throws WorldException if it is not as it should be; names the field
     */
    public static AskedQuestion.Instead instead(String text) {
        return instead(object("instead", text));
    }

    /**
     * Reads a mode.
     *
     * @throws WorldException if there is none of this name
     */
    public static Mode mode(String field, String name) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw QuestionCheck.unfit(field, "must be decisions or counterfactual, not " + shortened(name));
    }

    /**
     * Reads a time: an instant, or a day, which stands for its beginning in UTC.
     *
     * @throws WorldException if it is none
     */
    public static Instant time(String field, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException none) {
            throw QuestionCheck.unfit(
                    field, "must be a day or an instant in UTC, as in 1993-12-31 or 1993-12-31T12:00:00Z");
        }
    }

    private static Knowledge known(String text) {
        if (text.equals(Knowledge.RECORDED)) {
            return Knowledge.Recorded.INSTANCE;
        }
        try {
            return text.contains("-")
                    ? new Knowledge.Time(time("known", text))
                    : new Knowledge.At(Position.parse(text));
        } catch (IllegalArgumentException none) {
            throw QuestionCheck.unfit("known", "must be recorded, a day, an instant in UTC, or a position");
        }
    }

    private static JsonNode object(String what, String text) {
        try {
            JsonNode json = JSON.readTree(text.isBlank() ? "{}" : text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw QuestionCheck.unfit(what, "is not JSON: " + malformed.getOriginalMessage());
        }
        throw QuestionCheck.unfit(what, "must be a JSON object");
    }

    private static void requireKnown(JsonNode json, Set<String> known) {
        json.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw QuestionCheck.unfit(shortened(field), "is not known here");
            }
        });
    }

    private static AskedQuestion.Instead instead(JsonNode json) {
        if (!json.isObject()) {
            throw QuestionCheck.unfit("instead", "must be a list of objects");
        }
        requireKnown(json, Set.of("of", "commands", "events"));
        return new AskedQuestion.Instead(
                text(json, "of").orElseThrow(() -> QuestionCheck.unfit("instead", "of is missing")),
                json.has("commands") ? Optional.of(items(json, "commands", "command")) : Optional.empty(),
                json.has("events") ? Optional.of(items(json, "events", "event")) : Optional.empty());
    }

    private static List<AskedQuestion.Item> items(JsonNode json, String field, String name) {
        return list(json, field).stream()
                .map(item -> {
                    if (!item.isObject()) {
                        throw QuestionCheck.unfit(field, "must be a list of objects");
                    }
                    requireKnown(item, Set.of(name, "data"));
                    return new AskedQuestion.Item(
                            text(item, name).orElseThrow(() -> QuestionCheck.unfit(field, name + " is missing")),
                            item.path("data").isMissingNode()
                                    ? "{}"
                                    : item.path("data").toString());
                })
                .toList();
    }

    private static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (!value.isTextual()) {
            throw QuestionCheck.unfit(field, "must be a text");
        }
        return Optional.of(value.asText());
    }

    private static List<String> texts(JsonNode json, String field) {
        return list(json, field).stream()
                .map(each -> {
                    if (!each.isTextual()) {
                        throw QuestionCheck.unfit(field, "must be a list of texts");
                    }
                    return each.asText();
                })
                .toList();
    }

    private static List<JsonNode> list(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return List.of();
        } else if (!value.isArray()) {
            throw QuestionCheck.unfit(field, "must be a list");
        }
        var all = new ArrayList<JsonNode>();
        value.forEach(all::add);
        return all;
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
