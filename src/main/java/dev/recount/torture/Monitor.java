package dev.recount.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The monitor of a cluster, which asks each node about once a second for the nodes that it sees and for the work of
 * each.
 */
final class Monitor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<String> nodes;
    private final Calls calls;
    private final AtomicReferenceArray<JsonNode> told;
    private volatile boolean ending;

    Monitor(List<String> nodes, Calls calls) {
        this.nodes = nodes;
        this.calls = calls;
        this.told = new AtomicReferenceArray<>(nodes.size());
        for (int node = 0; node < nodes.size(); node++) {
            told.set(node, silent());
            int asked = node;
            Thread.ofVirtual().name("monitor-" + (node + 1)).start(() -> watch(asked));
        }
    }

    private static JsonNode silent() {
        return MissingNode.getInstance();
    }

    private void watch(int node) {
        while (!ending) {
            Reply reply = calls.get(nodes.get(node) + "/admin/cluster", PATIENCE);
            told.set(
                    node,
                    reply instanceof Reply.Answered(int status, JsonNode body) && status == 200 ? body : silent());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Returns, for each node, whether it answers, and of how many views and handlers it is in charge. */
    String nodes() {
        Map<String, Long> work = work();
        return IntStream.range(0, nodes.size())
                .mapToObj(node -> (node + 1) + " " + describe(told.get(node), work))
                .collect(Collectors.joining(", "));
    }

    private static String describe(JsonNode body, Map<String, Long> work) {
        if (body.isMissingNode()) {
            return "silent";
        }
        String self = body.path("self").asText();
        String status = "unknown";
        for (JsonNode each : body.path("nodes")) {
            if (each.path("node").asText().equals(self)) {
                status = each.path("status").asText();
            }
        }
        return status + " with " + work.getOrDefault(self, 0L);
    }

    /** Returns how many singletons each node has, as the first of them says that answers. */
    private Map<String, Long> work() {
        Map<String, Long> work = new TreeMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            JsonNode singletons = told.get(node).path("singletons");
            if (!singletons.isEmpty()) {
                singletons.forEach(owner -> work.merge(owner.asText(), 1L, Long::sum));
                return work;
            }
        }
        return work;
    }

    @Override
    public void close() {
        ending = true;
    }
}
