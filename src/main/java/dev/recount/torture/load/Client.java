package dev.recount.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.Query;
import dev.recount.torture.evidence.StreamLook;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** One client, which sends commands, now and then a second time, looks at streams, and asks views for what it wrote. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final double AGAIN = 0.03;
    private static final double ASKED_FOR = 0.08;

    /** The views that have a row for each stream of a type. */
    private static final Map<String, String> ROWS = Map.of("account", "balances", "stock", "inventory");

    private final int number;
    private final RandomGenerator random;
    private final Shared shared;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private int sent;

    /** The parts that all clients share. */
    record Shared(String prefix, Calls calls, Nodes nodes, Stopwatch stopwatch, EvidenceWriter evidence, Meter meter) {

        Sender sender() {
            return new Sender(calls, nodes, stopwatch, evidence, meter);
        }
    }

    private final Sender sender;

    Client(int number, RandomGenerator random, Shared shared) {
        this.number = number;
        this.random = random;
        this.shared = shared;
        this.sender = shared.sender();
    }

    RandomGenerator random() {
        return random;
    }

    /** Returns an id that no other client uses. */
    String newId(String kind) {
        return shared.prefix + kind + number + "-" + sent;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns the version of a stream that this client knows of, if it knows any. */
    OptionalLong known(String stream) {
        Long version = versions.get(stream);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    Answer send(String stream, String command, JsonNode data) {
        return send(stream, command, data, OptionalLong.empty());
    }

    Answer send(String stream, String command, JsonNode data, OptionalLong expected) {
        String key = shared.prefix + number + "-" + sent++;
        var request = new Sender.Request(number, stream, command, key, data, expected);
        Operation operation = sender.send(request, false, random);
        if (operation.answer() instanceof Answer.Accepted accepted) {
            versions.put(stream, accepted.version());
            if (accepted.hasEvents() && random.nextDouble() < AGAIN) {
                sender.send(request, true, random);
            }
            if (random.nextDouble() < ASKED_FOR) {
                ask(stream, accepted.version());
            }
        }
        return operation.answer();
    }

    /** Sends two commands that are carried out together, or not at all; now and then a second time. */
    void sendTogether(Together.Part one, Together.Part other) {
        var together = new Together(number, shared.prefix + number + "-" + sent++, List.of(one, other));
        if (sender.send(together, false, random) && random.nextDouble() < AGAIN) {
            sender.send(together, true, random);
        }
    }

    /** Looks at a stream's state, and returns it; missing if it was not told. */
    JsonNode look(String stream) {
        String node = shared.nodes.any(random);
        long start = shared.stopwatch.nanos();
        Reply reply = shared.calls.get(node + "/streams/" + stream, PATIENCE);
        long end = shared.stopwatch.nanos();
        JsonNode body = body(reply, node);
        long version = body.path("version").asLong();
        JsonNode state = body.path("state");
        shared.evidence.add(new StreamLook(number, stream, node, start, end, reply.status(), version, state));
        if (reply.status() == 200) {
            versions.put(stream, version);
        }
        return state;
    }

    private void ask(String stream, long version) {
        String type = stream.substring(0, stream.indexOf('/'));
        String view = ROWS.get(type);
        if (view == null) {
            return;
        }
        String node = shared.nodes.any(random);
        String token = stream + "@" + version;
        long start = shared.stopwatch.nanos();
        Reply reply = shared.calls.get(
                node + "/views/" + view + stream.substring(type.length()), PATIENCE, "Recount-After", token);
        long end = shared.stopwatch.nanos();
        JsonNode body = body(reply, node);
        shared.evidence.add(new Query(
                number,
                view,
                stream,
                token,
                node,
                start,
                end,
                reply.status(),
                body.path("position").asText(),
                body.path("row")));
    }

    private JsonNode body(Reply reply, String node) {
        return switch (reply) {
            case Reply.Answered(var _, var body) -> body;
            case Reply.Silent _ -> {
                shared.nodes.failed(node);
                yield object();
            }
        };
    }
}
