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
import java.util.List;
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
}
