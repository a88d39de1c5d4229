package dev.recount.replay.regression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.json.Json;
import dev.recount.json.MalformedException;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.replay.regression.DecidedStep.Accepted;
import dev.recount.replay.regression.DecidedStep.Command;
import dev.recount.replay.regression.DecidedStep.Event;
import dev.recount.replay.regression.DecidedStep.Outcome;
import dev.recount.replay.regression.DecidedStep.Rejected;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Decisions as the lines of a file, a JSON object each. */
public final class StepJson {

    private static final JsonMapper JSON = Json.frame();

    private static final JsonMapper EXACT = Json.exact();

    private StepJson() {}

    /** Returns the line of a decision. */
    public static String write(DecidedStep step) {
        ObjectNode json = JSON.createObjectNode().put("stream", step.stream().toString());
        step.version().ifPresent(version -> json.put("version", version));
        if (step.isHistory()) {
            json.put("history", true);
        }
        Metadata metadata = step.metadata();
        json.put("time", metadata.time().toString())
                .put("recorded", metadata.recorded().toString())
                .put("principal", metadata.principal().name())
                .put("correlation", metadata.correlation());
        metadata.causation().ifPresent(causation -> json.put("causation", causation));
        if (!metadata.own().isEmpty()) {
            metadata.own().forEach(json.putObject("meta")::put);
        }
        step.command().ifPresent(command -> write(json.putObject("command"), command));
        switch (step.outcome()) {
            case Accepted(var lastVersion, var events) -> {
                json.put("outcome", "accepted").put("lastVersion", lastVersion);
                ArrayNode all = json.putArray("events");
                events.forEach(event -> write(all.addObject(), event));
            }
            case Rejected(var reason, var message) ->
                json.put("outcome", "rejected").put("reason", reason).put("message", message);
        }
        return json.toString();
    }

    private static void write(ObjectNode json, Command command) {
        json.put("id", command.id()).put("name", command.name()).put("revision", command.revision());
        command.data().ifPresent(data -> json.putRawValue("data", new RawValue(data)));
        command.rules().ifPresent(rules -> json.put("rules", rules));
    }

    private static void write(ObjectNode json, Event event) {
        json.put("version", event.version()).put("type", event.type()).put("revision", event.revision());
        event.data().ifPresent(data -> json.putRawValue("data", new RawValue(data)));
    }

    /**
     * Reads the line of a decision.
     *
     * @throws MalformedException if it is none; says why
     */
    public static DecidedStep read(String line) {
        try {
            JsonNode json = EXACT.readTree(line);
            return new DecidedStep(
                    StreamId.parse(text(json, "stream")),
                    json.has("version") ? OptionalLong.of(json.path("version").asLong()) : OptionalLong.empty(),
                    json.path("history").asBoolean(),
                    metadata(json),
                    Optional.of(json.path("command")).filter(JsonNode::isObject).map(StepJson::command),
                    outcome(json));
        } catch (JsonProcessingException unreadable) {
            throw new MalformedException("", "it is not JSON: " + unreadable.getOriginalMessage());
        } catch (DateTimeParseException | IllegalArgumentException unusable) {
            throw new MalformedException("", String.valueOf(unusable.getMessage()));
        }
    }

    /**
     * Reads when something was, who sent the command and why.
     *
     * @throws MalformedException if a field is missing
     */
    public static Metadata metadata(JsonNode json) {
        return new Metadata(
                Instant.parse(text(json, "time")),
                Instant.parse(text(json, "recorded")),
                new Principal(text(json, "principal")),
                text(json, "correlation"),
                optional(json, "causation"),
                own(json));
    }

    private static Map<String, String> own(JsonNode json) {
        return json.path("meta")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, noted -> noted.getValue().asText()));
    }

    private static Command command(JsonNode json) {
        return command(json, optional(json, "rules"));
    }

    /**
     * Reads a command.
     *
     * @param rules the fingerprint of the rules that decided on it
     * @throws MalformedException if a field is missing
     */
    public static Command command(JsonNode json, Optional<String> rules) {
        return new Command(
                text(json, "id"), text(json, "name"), json.path("revision").asInt(1), data(json), rules);
    }

    private static Outcome outcome(JsonNode json) {
        if (text(json, "outcome").equals("rejected")) {
            return new Rejected(text(json, "reason"), text(json, "message"));
        }
        List<Event> events =
                json.path("events").valueStream().map(StepJson::event).toList();
        return new Accepted(json.path("lastVersion").asLong(), events);
    }

    /**
     * Reads an event.
     *
     * @throws MalformedException if a field is missing
     */
    public static Event event(JsonNode json) {
        return new Event(
                json.path("version").asLong(),
                text(json, "type"),
                json.path("revision").asInt(1),
                data(json));
    }

    private static Optional<String> data(JsonNode json) {
        return Optional.ofNullable(json.get("data")).map(JsonNode::toString);
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
    }

    private static String text(JsonNode json, String field) {
        return optional(json, field).orElseThrow(() -> new MalformedException("", "it has no " + field));
    }
}
