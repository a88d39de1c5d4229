package dev.recount.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The time until a cluster to which nothing is done any more is quiet: every node is ready, and no view and no handler
 * has anything left to do.
 */
final class Settling {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<String> nodes;
    private final Calls calls;

    Settling(List<String> nodes, Calls calls) {
        this.nodes = nodes;
        this.calls = calls;
    }

    /** Waits, and returns the parts that have not become quiet in time; none if all have. */
    List<String> await() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        List<String> unsettled = unsettled();
        while (!unsettled.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            unsettled = unsettled();
        }
        return unsettled;
    }

    private List<String> unsettled() {
        var unsettled = new ArrayList<String>();
        for (String node : nodes) {
            Reply ready = calls.get(node + "/health/ready", PATIENCE);
            if (ready.status() != 200) {
                unsettled.add(node + " is not ready: " + ready);
            }
        }
        // handlers may make events that views have to see
        unsettled.addAll(behind("handlers", "handler"));
        unsettled.addAll(behind("views", "view"));
        return unsettled;
    }

    private List<String> behind(String list, String name) {
        Reply reply = calls.get(nodes.getFirst() + "/admin/" + list, PATIENCE);
        if (!(reply instanceof Reply.Answered(int status, JsonNode body)) || status != 200) {
            return List.of(list + " cannot be asked for: " + reply);
        }
        var behind = new ArrayList<String>();
        for (JsonNode each : body.path(list)) {
            JsonNode lag = list.equals("views") ? each.path("live").path("lag") : each.path("lag");
            boolean quiet = each.path("state").asText().equals("RUNNING")
                    && lag.path("events").asLong(1) == 0
                    && each.path("pending").asLong() == 0
                    && each.path("parked").asLong() == 0;
            if (!quiet) {
                behind.add(name + " " + each);
            }
        }
        return behind;
    }
}
