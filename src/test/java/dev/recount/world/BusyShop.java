package dev.recount.world;

import dev.recount.cli.load.BulkTraffic;
import dev.recount.cli.option.Caller;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
        WorldClient.await(() -> server.client()
                .get("/admin/handlers")
                .body()
                .path("handlers")
                .valueStream()
                .allMatch(handler -> handler.path("lag").path("events").asLong() == 0
                        && handler.path("pending").asLong() == 0));
    }
}
