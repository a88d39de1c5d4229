package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.StreamId;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.testing.server.RecountTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The guide to event handlers: its code is the code of this package, and does what the guide says. */
class ReactToEventsTest {

    @TempDir
    Path data;

    @Test
    void doesWhatTheGuideSays() {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        Set<StreamId> collected = ConcurrentHashMap.newKeySet();
        Parcels.Carrier carrier = (parcel, key) -> {
            keys.add(key);
            if (!collected.add(parcel)) {
                return;
            }
            throw new IOException("no answer"); // although it had heard
        };
        try (TestServer server = TestServer.start(data, new Parcels(carrier, Duration.ofMillis(1)))) {
            TestClient client = server.client();
            for (String parcel : List.of("1", "2", "3")) {
                client.post("/streams/parcel/" + parcel + "/Pack", "{\"depot\":\"north\"}");
            }

            await(() ->
                    client.get("/streams/depot/north").body().path("version").asInt() == 2);
            await(() -> List.of("1", "2", "3").stream()
                            .map(parcel -> where(client, parcel))
                            .filter("missed"::equals)
                            .count()
                    == 2);
            assertThat(List.of(where(client, "1"), where(client, "2"), where(client, "3")))
                    .containsExactlyInAnyOrder("missed", "missed", "FULL");
            await(() ->
                    client.get("/admin/handlers/ship").body().path("pending").asInt(-1) == 0);
            assertThat(keys)
                    .as("a key for each event, the same at the second try")
                    .hasSize(3);
        }
    }

    @Test
    void missesWhatNobodyCollects() {
        try (RecountTestServer server = RecountTestServer.start(new Parcels((_, _) -> {}, Duration.ofDays(7)))) {
            server.post("/streams/parcel/4711/Pack", "{\"depot\": \"north\"}");
            server.awaitIdle();

            server.clock().advance(Duration.ofDays(7));
            server.awaitIdle();

            assertThat(server.get("/streams/parcel/4711").body()).contains("missed");
        }
    }

    private static String where(TestClient client, String parcel) {
        return client.get("/streams/parcel/" + parcel)
                .body()
                .path("state")
                .path("where")
                .asText();
    }

    /**
     * The commands of the page, beside a server with a parcel that waits for a person, as the carrier never answers.
     */
    @Test
    @Tag("process")
    @ResourceLock(providers = Processes.class)
    void doesAsWritten(@TempDir Path folder) {
        Parcels.Carrier carrier = (_, _) -> {
            throw new IOException("no answer");
        };
        try (TestServer server = TestServer.start(data, new Parcels(carrier, Duration.ofHours(1)));
                Shell shell = new Shell(folder, Program.script())) {
            TestClient client = server.client();
            client.post("/streams/parcel/4711/Pack", "{\"depot\":\"north\"}");
            client.post("/streams/parcel/4711/Collect", "");
            await(() -> {
                client.post("/admin/handlers/ship/parked/parcel/4711/retry", "");
                return parked(client).path("state").asText().equals("PARKED");
            });
            shell.asking("http://127.0.0.1:" + server.port())
                    .with("?id=12", "?id=" + parked(client).path("id"));

            Walk.through("docs/react-to-events.md", shell)
                    .changing(commands -> parkedAgain(client, commands))
                    .go();
        }
    }

    private static JsonNode parked(TestClient client) {
        return client.get("/admin/handlers/ship/parked").body().path("parked").path(0);
    }

    /** An entry that is tried again waits for a person again before it is given up. */
    private static String parkedAgain(TestClient client, String commands) {
        await(() -> !parked(client).path("state").asText().equals("RETRYING"));
        return commands;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }
}
