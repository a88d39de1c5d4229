package dev.recount.http.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.http.answer.Answers;

/** Decisions as the outside sees them. */
final class DecisionJson {

    private DecisionJson() {}

    static ObjectNode of(RecordedDecision decision) {
        return switch (decision) {
            case RecordedDecision.Accepted accepted -> accepted(accepted);
            case RecordedDecision.Rejected rejected -> rejected(rejected);
        };
    }

    private static ObjectNode accepted(RecordedDecision.Accepted accepted) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "accepted");
        json.put("version", accepted.lastVersion());
        add(json, accepted.command());
        ArrayNode events = json.putArray("events");
        accepted.events()
                .forEach(event ->
                        events.addObject().put("version", event.version()).put("type", event.type()));
        return json;
    }

    private static ObjectNode rejected(RecordedDecision.Rejected rejected) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "rejected");
        rejected.version().ifPresent(version -> json.put("version", version));
        add(json, rejected.command());
        json.put("reason", rejected.reason());
        json.put("message", rejected.message());
        return json;
    }

    private static void add(ObjectNode json, DecidedCommand decided) {
        ObjectNode command = json.putObject("command");
        command.put("id", decided.id());
        command.put("name", decided.name());
        if (decided.revision() > 1) {
            command.put("revision", decided.revision());
        }
        decided.data().ifPresent(data -> command.putRawValue("data", new RawValue(data)));
        Answers.add(json, decided.metadata());
        decided.rules().ifPresent(rules -> json.put("rules", rules));
    }
}
