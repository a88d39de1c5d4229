package dev.recount.world;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.json.Json;
import dev.recount.replay.world.outcome.WorldSummary;
import java.util.List;
import java.util.Locale;

/** Worlds as people and programs read them. */
final class WorldJson {

    private static final JsonMapper JSON = Json.frame();

    private WorldJson() {}

    /** The states of worlds. */
    enum State {
        /** It is being computed. */
        RUNNING,
        /** It is whole. */
        DONE,
        /** It could not be computed. */
        FAILED
    }

    /** Returns what is told of a world. */
    static ObjectNode of(long id, State state, AskedQuestion question) {
        ObjectNode json = JSON.createObjectNode().put("id", id).put("state", state.name());
        json.set("question", question(question));
        return json;
    }

    /** Returns a question as it was asked. */
    static ObjectNode question(AskedQuestion question) {
        ObjectNode json = JSON.createObjectNode();
        question.rules().ifPresent(rules -> json.put("rules", rules));
        json.put("mode", question.mode().name().toLowerCase(Locale.ROOT));
        question.streams().ifPresent(streams -> json.put("streams", streams));
        question.from().ifPresent(from -> json.put("from", from.toString()));
        question.to().ifPresent(to -> json.put("to", to.toString()));
        question.known().ifPresent(known -> json.put("known", known.text()));
        put(json, "without", question.without());
        if (!question.instead().isEmpty()) {
            ArrayNode all = json.putArray("instead");
            question.instead().forEach(instead -> all.add(instead(instead)));
        }
        if (!question.corrections().isEmpty()) {
            ArrayNode all = json.putArray("corrections");
            question.corrections().forEach(correction -> all.addRawValue(new RawValue(correction)));
        }
        put(json, "run", question.run());
        put(json, "views", question.views());
        return json;
    }

    private static void put(ObjectNode json, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(field)::add);
        }
    }

    private static ObjectNode instead(AskedQuestion.Instead instead) {
        ObjectNode json = JSON.createObjectNode().put("of", instead.of());
        instead.commands().ifPresent(items -> put(json.putArray("commands"), "command", items));
        instead.events().ifPresent(items -> put(json.putArray("events"), "event", items));
        return json;
    }

    private static void put(ArrayNode all, String name, List<AskedQuestion.Item> items) {
        items.forEach(item -> all.addObject().put(name, item.name()).putRawValue("data", new RawValue(item.data())));
    }

    /** Adds what a world has come to. */
    static void add(ObjectNode json, WorldSummary summary) {
        json.put("events", summary.events());
        json.put("decided", summary.decided());
        json.put("differences", summary.different());
        ArrayNode lines = json.putArray("summary");
        summary.differences().forEach((line, count) -> {
            ObjectNode each = lines.addObject()
                    .put("streamType", line.streamType())
                    .put("command", line.command())
                    .put("change", line.change().name());
            if (!line.reason().isEmpty()) {
                each.put("reason", line.reason());
            }
            if (!line.otherReason().isEmpty()) {
                each.put("otherReason", line.otherReason());
            }
            each.put("count", count);
        });
        ObjectNode coverage = json.putObject("coverage");
        coverage.put("decided", summary.decided());
        ArrayNode gaps = coverage.putArray("gaps");
        summary.gaps()
                .forEach((gap, count) -> gaps.addObject()
                        .put("gap", gap.name())
                        .put("why", gap.sentence())
                        .put("count", count));
    }
}
