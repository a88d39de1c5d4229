package dev.recount.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.load.BulkTraffic;
import dev.recount.cli.option.Caller;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** A shop in which much is bought. */
final class BusyShop {

    private BusyShop() {}

    /** Has so many commands sent to a server of a shop, and waits until its handlers have nothing left to do. */
    static void trade(TestServer server, Domain shop, int commands) throws InterruptedException {
        new BulkTraffic(
                        URI.create("http://127.0.0.1:" + server.port()),
                        new Caller(),
                        shop,
                        new PrintWriter(Writer.nullWriter()))
                .run(7, OptionalLong.of(commands), OptionalInt.empty());
        // Each is asked at a moment of its own, and may have got work since from one that was asked after it.
        var before = new AtomicReference<>(List.<String>of());
        WorldClient.await(() -> {
            List<String> now = rest(server.client());
            return !now.isEmpty() && now.equals(before.getAndSet(now));
        });
    }

    /** Returns the positions of all handlers, or nothing where one has something left to do, or does not answer. */
    private static List<String> rest(TestClient client) {
        List<JsonNode> handlers = client.get("/admin/handlers")
                .body()
                .path("handlers")
                .valueStream()
                .toList();
        return handlers.stream()
                        .allMatch(handler -> handler.path("lag").path("events").asLong(-1) == 0
                                && handler.path("pending").asLong(-1) == 0)
                ? handlers.stream()
                        .map(handler -> handler.path("position").asText())
                        .toList()
                : List.of();
    }

    /**
     * Tells whether each process was answered in the order in which it had sent its commands, and before the next event
     * came to it, as it is where it is run anew in a world. On a machine that is busy, one stream may answer after the
     * next.
     */
    static boolean wentAsInAWorld(TestClient client) {
        Map<String, Deque<Integer>> unanswered = new HashMap<>();
        String next = "/events?type=fulfilment&limit=1000";
        while (!next.isEmpty()) {
            JsonNode page = client.get(next).body();
            for (JsonNode event : page.path("events")) {
                Deque<Integer> before =
                        unanswered.computeIfAbsent(event.path("source").asText(), _ -> new ArrayDeque<>());
                int number = event.path("data").path("number").asInt();
                switch (event.path("type").asText()) {
                    case "fulfilment.CommandAsked", "fulfilment.UndoAsked" -> before.add(number);
                    case "fulfilment.CommandAccepted",
                            "fulfilment.CommandRejected",
                            "fulfilment.UndoAccepted",
                            "fulfilment.UndoRejected" -> {
                        if (!Objects.equals(before.poll(), number)) {
                            return false;
                        }
                    }
                    case "fulfilment.EventNoticed" -> {
                        if (!before.isEmpty()) {
                            return false;
                        }
                    }
                    default -> {
                        // nothing that came from elsewhere
                    }
                }
            }
            next = page.path("events").isEmpty() ? "" : page.path("next").asText();
        }
        return true;
    }
}
