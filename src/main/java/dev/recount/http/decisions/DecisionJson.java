package dev.recount.http.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.http.answer.Answers;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.StreamId;
import java.util.Iterator;

/**
 * Decisions as the outside sees them. Personal data in them is still marked.
 *
 * @param reader tells what of the commands is personal
 */
record DecisionJson(EventReader reader) {

    /**
     * Returns a decision of a known stream.
     *
     * @param numbers the numbers of the rejections from this decision on, of which its own is taken if it is one
     */
    ObjectNode of(StreamId stream, RecordedDecision decision, Iterator<Long> numbers) {
        return switch (decision) {
            case RecordedDecision.Accepted accepted -> accepted(stream, accepted);
            case RecordedDecision.Rejected rejected -> rejected(stream, rejected, numbers.next());
        };
    }

    /** Returns a decision of any stream, which it names. */
    ObjectNode of(LoggedDecision decision) {
        ObjectNode json = Answers.JSON.createObjectNode();
        StreamId stream = decision.stream();
        json.put("stream", stream.toString());
        return json.setAll(
                switch (decision) {
                    case LoggedDecision.Accepted accepted -> accepted(stream, accepted.decision());
                    case LoggedDecision.Rejected rejected ->
                        rejected(
                                stream,
                                rejected.decision(),
                                rejected.rejection().number());
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

    private ObjectNode accepted(StreamId stream, RecordedDecision.Accepted accepted) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "accepted");
        json.put("firstVersion", accepted.firstVersion());
        json.put("version", accepted.lastVersion());
        add(json, stream, accepted.command());
        ArrayNode events = json.putArray("events");
        accepted.events()
                .forEach(event ->
                        events.addObject().put("version", event.version()).put("type", event.type()));
        return json;
    }

    private ObjectNode rejected(StreamId stream, RecordedDecision.Rejected rejected, long number) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("outcome", "rejected");
        json.put("rejection", number);
        rejected.version().ifPresent(version -> json.put("version", version));
        add(json, stream, rejected.command());
        json.put("reason", rejected.reason());
        json.put("message", rejected.message());
        return json;
    }

    private void add(ObjectNode json, StreamId stream, DecidedCommand decided) {
        ObjectNode command = json.putObject("command");
        command.put("id", decided.id());
        command.put("name", decided.name());
        if (decided.revision() > 1) {
            command.put("revision", decided.revision());
        }
        decided.data()
                .map(data -> reader.told(stream, decided.name(), decided.revision(), data))
                .ifPresent(data -> command.putRawValue("data", new RawValue(data)));
        Answers.add(json, decided.metadata());
        decided.rules().ifPresent(rules -> json.put("rules", rules));
    }
}
