package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client of a server's worlds. */
final class WorldClient {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

    private final TestClient client;

    WorldClient(TestClient client) {
        this.client = client;
    }

    /** Has a world computed, and returns what is told of it once it is whole. */
    JsonNode computed(String question) {
        TestClient.Answer asked = client.post("/admin/worlds", question);
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        String path = "/admin/worlds/" + asked.body().path("id").asLong();
        await(() -> !client.get(path).body().path("state").asText("RUNNING").equals("RUNNING"));
        JsonNode told = client.get(path).body();
        assertThat(told.path("state").asText()).as("%s", told).isEqualTo("DONE");
        return told;
    }

    /** Waits for something that may take minutes on a busy machine, and asks seldom enough not to slow it down. */
    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }

    void drop(JsonNode world) {
        String path = "/admin/worlds/" + world.path("id").asLong();
        assertThat(client.sendPlainly(client.request(path).DELETE().build()).statusCode())
                .isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    JsonNode get(JsonNode world, String path) {
        TestClient.Answer answer =
                client.get("/admin/worlds/" + world.path("id").asLong() + path);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Returns all entries of a list that comes in pages. */
    List<JsonNode> all(JsonNode world, String path, String list) {
        var all = new ArrayList<JsonNode>();
        String next = "/admin/worlds/" + world.path("id").asLong() + path;
        while (!next.isEmpty()) {
            JsonNode page = client.get(next).body();
            page.path(list).forEach(all::add);
            next = page.path("next").asText();
        }
        return all;
    }

    /** Returns all decisions on record, in the order of the log. */
    List<JsonNode> decisions() {
        var all = new ArrayList<JsonNode>();
        JsonNode page = client.get("/decisions?limit=1000").body();
        page.path("decisions").forEach(all::add);
        while (!page.path("head").asBoolean()) {
            page = client.get(page.path("next").asText()).body();
            page.path("decisions").forEach(all::add);
        }
        return all.stream()
                .filter(decision -> !decision.path("stream").asText().startsWith("recount-"))
                .toList();
    }

    HttpRequest.Builder request(String path) {
        return client.request(path);
    }
}
