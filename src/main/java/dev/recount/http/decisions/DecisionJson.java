package dev.recount.http.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.http.answer.Answers;
import java.util.Iterator;

/** Decisions as the outside sees them. */
final class DecisionJson {

    private DecisionJson() {}

    /**
     * Returns a decision of a known stream.
     *
     * @param numbers the numbers of the rejections from this decision on, of which its own is taken if it is one
     */
    static ObjectNode of(RecordedDecision decision, Iterator<Long> numbers) {
        return switch (decision) {
            case RecordedDecision.Accepted accepted -> accepted(accepted);
            case RecordedDecision.Rejected rejected -> rejected(rejected, numbers.next());
        };
    }

    /** Returns a decision of any stream, which it names. */
    static ObjectNode of(LoggedDecision decision) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("stream", decision.stream().toString());
        return json.setAll(
                switch (decision) {
                    case LoggedDecision.Accepted accepted -> accepted(accepted.decision());
                    case LoggedDecision.Rejected rejected ->
                        rejected(rejected.decision(), rejected.rejection().number());
                    case LoggedDecision.Unattributed unattributed -> unattributed(unattributed);
                });
    }

    /** An event is there, so something was accepted; it must not be passed over in silence. */
    private static ObjectNode unattributed(LoggedDecision.Unattributed unattributed) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "accepted");
        json.put("version", unattributed.event().version());
        unattributed.circumstances().ifPresent(metadata -> Answers.add(json, metadata));
        ArrayNode events = json.putArray("events");
        unattributed
                .types()
                .forEach(type -> events.addObject()
                        .put("version", unattributed.event().version())
                        .put("type", type));
        json.put("problem", "the command that led to this event is not known");
        return json;
    }

    private static ObjectNode accepted(RecordedDecision.Accepted accepted) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "accepted");
        json.put("firstVersion", accepted.firstVersion());
        json.put("version", accepted.lastVersion());
        add(json, accepted.command());
        ArrayNode events = json.putArray("events");
        accepted.events()
                .forEach(event ->
                        events.addObject().put("version", event.version()).put("type", event.type()));
        return json;
    }

    private static ObjectNode rejected(RecordedDecision.Rejected rejected, long number) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "rejected");
        json.put("rejection", number);
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
