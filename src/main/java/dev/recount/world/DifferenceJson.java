package dev.recount.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.decision.DecidedCommand;
import dev.recount.history.JsonDifference;
import dev.recount.journal.codec.EventReader;
import dev.recount.json.Json;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.WorldDifference;
import java.util.Optional;

/** The differences of worlds as people and programs read them. */
public final class DifferenceJson {

    private static final JsonMapper JSON = Json.frame();

    /** A state of megabytes that is another one from end to end says nothing to anybody. */
    private static final int LONGEST_PATCH = 100_000;

    private DifferenceJson() {}

    /**
     * Returns a difference as a JSON object, with its number. Personal data in it is still marked.
     *
     * @param reader tells what of the command is personal
     */
    public static ObjectNode of(long number, WorldDifference difference, EventReader reader) {
        ObjectNode json = JSON.createObjectNode()
                .put("number", number)
                .put("stream", difference.stream().toString())
                .put("version", difference.version())
                .put("change", difference.change().name());
        json.set("command", command(difference.stream(), difference.command(), reader));
        json.set("recorded", outcome(difference.recorded()));
        json.set("other", outcome(difference.other()));
        patch(difference.states()).ifPresent(patch -> json.set("state", patch));
        return json;
    }

    private static ObjectNode command(StreamId stream, DecidedCommand command, EventReader reader) {
        ObjectNode json = JSON.createObjectNode().put("id", command.id()).put("name", command.name());
        command.data()
                .map(data -> reader.told(stream, command.name(), command.revision(), data))
                .ifPresent(data -> json.putRawValue("data", new RawValue(data)));
        command.rules().ifPresent(rules -> json.put("rules", rules));
        Metadata metadata = command.metadata();
        json.put("time", metadata.time().toString())
                .put("principal", metadata.principal().name())
                .put("correlation", metadata.correlation());
        metadata.causation().ifPresent(causation -> json.put("causation", causation));
        if (!metadata.own().isEmpty()) {
            metadata.own().forEach(json.putObject("meta")::put);
        }
        return json;
    }

    private static ObjectNode outcome(DecidedOutcome outcome) {
        ObjectNode json = JSON.createObjectNode();
        switch (outcome) {
            case DecidedOutcome.Accepted(var events) -> {
                json.put("outcome", "accepted");
                ArrayNode all = json.putArray("events");
                events.forEach(event -> all.addObject()
                        .put("type", event.name().type())
                        .putRawValue("data", new RawValue(event.data())));
            }
            case DecidedOutcome.Rejected(var reason, var message) ->
                json.put("outcome", "rejected").put("reason", reason).put("message", message);
            case DecidedOutcome.NotSent() -> json.put("outcome", "not sent");
        }
        return json;
    }

    private static Optional<JsonNode> patch(WorldDifference.States states) {
        if (states.recorded().isEmpty() || states.other().isEmpty()) {
            return Optional.empty();
        }
        JsonNode patch =
                JsonDifference.patch(states.recorded().get(), states.other().get());
        return patch.toString().length() <= LONGEST_PATCH ? Optional.of(patch) : Optional.empty();
    }
}
