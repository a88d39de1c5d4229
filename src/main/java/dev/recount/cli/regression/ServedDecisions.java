package dev.recount.cli.regression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerClient;
import dev.recount.json.MalformedException;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.regression.DecidedStep;
import dev.recount.replay.regression.StepChoice;
import dev.recount.replay.regression.StepJson;
import dev.recount.replay.world.WorldQuestion.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The decisions that a running server tells of, with their events in the form of its rules. */
final class ServedDecisions {

    private static final String LIMIT = "limit=1000";

    private final ServerClient server;
    private final StepChoice choice;

    ServedDecisions(ServerClient server, StepChoice choice) {
        this.server = server;
        this.choice = choice;
    }

    /** Gives all decisions of the chosen streams, in order. */
    void forEach(Consumer<DecidedStep> each) throws InterruptedException {
        Selection streams = choice.streams();
        Optional<String> type = streams.type().map(chosen -> "type=" + chosen + "&");
        var events = new EventsAhead(
                server,
                choice,
                "/events?" + (streams.id().isPresent() ? "stream=" + streams + "&" : type.orElse("")) + LIMIT);
        String first = streams.id().isPresent()
                ? "/streams/" + streams + "/decisions?" + LIMIT
                : "/decisions?" + type.orElse("") + LIMIT;
        JsonNode page = server.get(first);
        give(page, events, each);
        while (!page.path("head").asBoolean()) {
            page = server.next(page);
            give(page, events, each);
        }
    }

    private void give(JsonNode page, EventsAhead events, Consumer<DecidedStep> each) throws InterruptedException {
        for (JsonNode decision : page.path("decisions")) {
            try {
                StreamId stream = StreamId.parse(
                        decision.path("stream").asText(page.path("stream").asText()));
                if (choice.covers(stream)) {
                    MaskedData.requireNone(decision);
                    each.accept(step(stream, decision, events));
                }
            } catch (MalformedException unknown) {
                throw new CommandFailedException(
                        "the server tells of a decision otherwise than this program knows it: " + unknown.sentence());
            }
        }
    }

    private static DecidedStep step(StreamId stream, JsonNode decision, EventsAhead events)
            throws InterruptedException {
        OptionalLong version = decision.has("version")
                ? OptionalLong.of(decision.path("version").asLong())
                : OptionalLong.empty();
        boolean isRejected = decision.path("outcome").asText().equals("rejected");
        OptionalLong before = isRejected
                ? version
                : OptionalLong.of(decision.path("firstVersion").asLong(version.orElseThrow()) - 1);
        return new DecidedStep(
                stream,
                before,
                false,
                decision.has("time") ? StepJson.metadata(decision) : Metadata.UNKNOWN,
                Optional.of(decision.path("command"))
                        .filter(JsonNode::isObject)
                        .map(command -> StepJson.command(
                                command,
                                Optional.ofNullable(decision.get("rules")).map(JsonNode::asText))),
                isRejected
                        ? new DecidedStep.Rejected(
                                decision.path("reason").asText(),
                                decision.path("message").asText())
                        : new DecidedStep.Accepted(version.orElseThrow(), events(stream, decision, events)));
    }

    private static List<DecidedStep.Event> events(StreamId stream, JsonNode decision, EventsAhead events)
            throws InterruptedException {
        List<Long> versions = decision.path("events")
                .valueStream()
                .map(event -> event.path("version").asLong())
                .toList();
        return events.take(stream, versions);
    }
}
