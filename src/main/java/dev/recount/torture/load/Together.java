package dev.recount.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.Operation.Attempt;
import dev.recount.torture.http.Reply;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Commands that a client sends together; see {@link Operation}, of which each of them is one, with the same key. */
record Together(int client, String key, List<Part> parts) {

    Together {
        parts = List.copyOf(parts);
    }

    /** A command. */
    record Part(String stream, String command, JsonNode data) {}

    /**
     * A request for them all, and what came of it.
     *
     * @param answer that to the request as a whole
     */
    record Exchange(String node, long startNanos, long endNanos, Reply reply, Answer answer) {

        Attempt attempt(Together together, int index) {
            return new Attempt(node, startNanos, endNanos, answer(together.parts.get(index), index));
        }

        private Answer answer(Part part, int index) {
            JsonNode body = reply instanceof Reply.Answered answered ? answered.body() : Client.object();
            return switch (answer) {
                case Answer.Accepted _ -> {
                    JsonNode result = body.path("results").path(index);
                    yield new Answer.Accepted(
                            result.path("version").asLong(),
                            result.path("events").size(),
                            body.path("repeat").asBoolean());
                }
                case Answer.Rejected rejected ->
                    part.stream.equals(body.path("stream").asText())
                            ? rejected
                            : new Answer.Rejected(Answer.NOT_TOGETHER, rejected.code(), rejected.detail());
                case Answer.Refused refused -> refused;
                case Answer.Unknown unknown -> unknown;
            };
        }
    }

    JsonNode body() {
        ObjectNode body = Client.object();
        ArrayNode commands = body.putArray("commands");
        for (Part part : parts) {
            commands.addObject()
                    .put("stream", part.stream)
                    .put("command", part.command)
                    .set("data", part.data);
        }
        return body;
    }

    List<Operation> operations(List<Exchange> exchanges, boolean again) {
        return IntStream.range(0, parts.size())
                .mapToObj(index -> new Operation(
                        client,
                        parts.get(index).stream,
                        parts.get(index).command,
                        key,
                        parts.get(index).data,
                        OptionalLong.empty(),
                        again,
                        exchanges.stream()
                                .map(exchange -> exchange.attempt(this, index))
                                .toList()))
                .toList();
    }
}
