package dev.recount.handler.reaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.journal.CommandRecord.Detail;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The commands that the attempts at one piece of work have sent, and what was answered. */
final class SentCommands {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Place, Sent> answered = new LinkedHashMap<>();
    private final Map<Place, Integer> counts = new HashMap<>();

    /**
     * A command's place in a reaction, by which it is known again.
     *
     * @param part which of the events that are stored as one is reacted to, from 1
     * @param ordinal its number among the reaction's commands to this stream, from 1
     */
    record Place(int part, StreamId stream, int ordinal) {}

    private record Sent(Detail command, CommandAnswer answer) {}

    /** Takes up what earlier attempts have sent, as {@link #toString} writes it. */
    static SentCommands parse(String json) {
        var sent = new SentCommands();
        try {
            for (JsonNode each : JSON.readTree(json)) {
                var place = new Place(
                        each.path("part").asInt(1),
                        StreamId.parse(each.path("stream").asText()),
                        each.path("ordinal").asInt());
                sent.answered.put(place, new Sent(command(each), answer(each)));
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("the answers to commands of earlier attempts cannot be read", malformed);
        }
        return sent;
    }

    private static Detail command(JsonNode sent) {
        return new Detail(
                sent.path("name").asText(),
                sent.path("revision").asInt(1),
                sent.path("command").asText(),
                Optional.ofNullable(sent.path("data").textValue()),
                Optional.empty());
    }

    private static CommandAnswer answer(JsonNode sent) {
        return sent.has("version")
                ? new CommandAnswer.Accepted(sent.path("version").asLong())
                : new CommandAnswer.Rejected(
                        sent.path("reason").asText(), sent.path("message").asText());
    }

    /** Returns the place of the next command of this attempt to a stream. */
    synchronized Place next(int part, StreamId stream) {
        return new Place(part, stream, counts.merge(new Place(part, stream, 0), 1, Integer::sum));
    }

    /**
     * Returns the answer that the command at a place has had, if it has been answered.
     *
     * @param isSame tells whether a command that was sent then is the one that is sent now
     * @throws EffectException if another command was sent at that place
     */
    synchronized Optional<CommandAnswer> find(Place place, Predicate<Detail> isSame) {
        Sent sent = answered.get(place);
        if (sent == null) {
            return Optional.empty();
        }
        requireSame(place, sent.command, isSame);
        return Optional.of(sent.answer);
    }

    /** Makes sure that the same command is sent at a place again. */
    static void requireSame(Place place, Detail earlier, Predicate<Detail> isSame) {
        if (!isSame.test(earlier)) {
            throw new EffectException("command " + place.ordinal + " to " + place.stream
                    + " is not the one that an earlier attempt has sent: a reaction must send the same commands again");
        }
    }

    synchronized void answered(Place place, Detail command, CommandAnswer answer) {
        answered.put(place, new Sent(command, answer));
    }

    @Override
    public synchronized String toString() {
        ArrayNode all = JSON.createArrayNode();
        answered.forEach((place, sent) -> {
            ObjectNode each = all.addObject();
            if (place.part > 1) {
                each.put("part", place.part);
            }
            each.put("stream", place.stream.toString());
            each.put("ordinal", place.ordinal);
            each.put("name", sent.command.name()).put("command", sent.command.digest());
            if (sent.command.revision() > 1) {
                each.put("revision", sent.command.revision());
            }
            sent.command.data().ifPresent(data -> each.put("data", data));
            switch (sent.answer) {
                case CommandAnswer.Accepted(var version) -> each.put("version", version);
                case CommandAnswer.Rejected(var reason, var message) ->
                    each.put("reason", reason).put("message", message);
            }
        });
        return all.toString();
    }
}
