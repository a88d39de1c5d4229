package dev.recount.cli.past.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.cli.option.ServerClient;
import java.util.Map;

/** The events that steps are of, with the states that they led to; a page of them is read at a time. */
final class PastEvents {

    private static final long PAGE = 100;

    private final ServerClient server;
    private String stream = "";
    private JsonNode page = MissingNode.getInstance();

    PastEvents(ServerClient server) {
        this.server = server;
    }

    /** Returns an event as the server tells it in a stream's history. */
    JsonNode of(Step.Happened step) throws InterruptedException {
        JsonNode known = known(step);
        if (known.isMissingNode()) {
            stream = step.stream();
            long ahead = step.decision().has("stream") ? step.events() - step.number() + 1 : PAGE;
            page = server.get(
                    "/streams/" + stream + "/history",
                    Map.of("after", Long.toString(step.version() - 1), "limit", Long.toString(Math.min(ahead, PAGE))));
            known = known(step);
        }
        return known;
    }

    private JsonNode known(Step.Happened step) {
        JsonNode history = page.path("history");
        long index = step.version() - history.path(0).path("version").asLong();
        return stream.equals(step.stream()) && index >= 0 && index < history.size()
                ? history.path((int) index)
                : MissingNode.getInstance();
    }

    /** Returns the changes that an event made to the state, as a JSON Patch. */
    JsonNode changes(Step.Happened step) throws InterruptedException {
        return server.get(
                        "/streams/" + step.stream() + "/diff",
                        Map.of("from", Long.toString(step.version() - 1), "to", Long.toString(step.version())))
                .path("patch");
    }

    /** Returns the state of a step's stream after it; nothing if it has none, or it is not known. */
    JsonNode state(Step step) throws InterruptedException {
        return switch (step) {
            case Step.Happened happened when happened.isUnreadable() -> MissingNode.getInstance();
            case Step.Happened happened -> of(happened).path("state");
            case Step.Rejected rejected when rejected.version() == 0 -> MissingNode.getInstance();
            case Step.Rejected rejected ->
                server.get("/streams/" + rejected.stream(), Map.of("version", Long.toString(rejected.version())))
                        .path("state");
        };
    }
}
