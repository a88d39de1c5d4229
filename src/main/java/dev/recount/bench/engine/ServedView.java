package dev.recount.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.bench.load.LoadFailedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A view of a server. */
record ServedView(ViewClient client, String name) {

    /** Each look counts the events that are left, so there are not many. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The sums over all its rows. */
    record Totals(long rows, long payments, long cents) {

        Totals plus(JsonNode row) {
            return new Totals(
                    rows + 1,
                    payments + row.path("payments").asLong(),
                    cents + row.path("balance").decimalValue().movePointRight(2).longValueExact());
        }
    }

    /** Has it built anew. */
    void rebuild() throws InterruptedException {
        client.post("/admin/views/" + name + "/rebuild");
    }

    /** Waits until it answers, and nothing is being built to take its place. */
    void awaitBuilt() throws InterruptedException {
        JsonNode status = client.get("/admin/views/" + name);
        while (status.has("building") || !status.has("live")) {
            if (status.path("building").has("failure")) {
                throw new LoadFailedException("the view " + name + " has failed: " + status);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            status = client.get("/admin/views/" + name);
        }
    }

    /** Adds up all rows. */
    Totals totals() throws InterruptedException {
        var totals = new Totals(0, 0, 0);
        String next = "/views/" + name;
        while (!next.isEmpty()) {
            JsonNode page = client.get(next);
            for (JsonNode row : page.path("rows")) {
                totals = totals.plus(row);
            }
            next = page.path("next").asText();
        }
        return totals;
    }
}
