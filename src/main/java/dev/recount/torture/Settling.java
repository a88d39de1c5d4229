package dev.recount.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The time until a cluster to which nothing is done any more is quiet: every node is ready, and no view and no handler
 * has anything left to do.
 */
final class Settling {

    /** The time after which a cluster in which nothing has changed will not become quiet any more. */
    private static final Duration UNCHANGED = Duration.ofMinutes(2);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROGRESS = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<String> nodes;
    private final Calls calls;
    private final Consumer<String> progress;

    /**
     * Prepares to wait.
     *
     * @param progress is told now and then what is not quiet yet
     */
    Settling(List<String> nodes, Calls calls, Consumer<String> progress) {
        this.nodes = nodes;
        this.calls = calls;
        this.progress = progress;
    }

    /** Waits, and returns the parts that have not become quiet in time; none if all have. */
    List<String> await() throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        long changed = System.nanoTime();
        long told = changed;
        List<String> unsettled = unsettled();
        while (!unsettled.isEmpty() && System.nanoTime() < end && System.nanoTime() - changed < UNCHANGED.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            List<String> before = unsettled;
            unsettled = unsettled();
            changed = unsettled.equals(before) ? changed : System.nanoTime();
            if (System.nanoTime() - told > PROGRESS.toNanos()) {
                told = System.nanoTime();
                unsettled.forEach(progress);
            }
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
                // without the time that it is behind, which grows also where nothing moves
                behind.add(String.format(
                        "%s %s %s, %s events behind, %s pending, %s parked",
                        name,
                        each.path(name).asText(),
                        each.path("state").asText(),
                        lag.path("events"),
                        each.path("pending"),
                        each.path("parked")));
            }
        }
        return behind;
    }
}
