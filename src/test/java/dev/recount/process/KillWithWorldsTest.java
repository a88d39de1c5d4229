package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.world.WaitingRules;
import dev.recount.world.table.WorldRegistry;
import dev.recount.world.table.WorldSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed while it computes a world, and has another one that is whole. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithWorldsTest {

    private static final int COMMANDS = WaitingRules.DECISIONS_BEFORE + 100;

    @TempDir
    Path folder;

    @Test
    void hasNothingLeftOfItsWorldsOnceItHasStartedAgain() throws IOException {
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + "recount.domains = [\"" + WaitingRules.class.getName()
                        + "\"]\n");
        long whole;
        long begun;
        try (ServerProcess server = start(config)) {
            fill(server.client());
            whole = ask(server.client(), "{}");
            awaitState(server.client(), whole, "DONE", COMMANDS);
            begun = ask(server.client(), "{\"rules\": \"waiting\", \"mode\": \"counterfactual\"}");
            awaitState(server.client(), begun, "RUNNING", WaitingRules.DECISIONS_BEFORE);
            server.program().kill();
        }
        assertThat(schemas()).as("left by the kill, or nothing is tested").containsExactlyInAnyOrder(whole, begun);

        try (ServerProcess server = start(config)) {
            assertThat(server.client().get("/admin/worlds").body().path("worlds"))
                    .isEmpty();
            assertThat(server.client().get("/admin/worlds/" + begun).status()).isEqualTo(404);
            assertThat(server.client()
                            .get("/admin/worlds/" + whole + "/differences")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(schemas()).isEmpty();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private ServerProcess start(Path config) {
        return ServerProcess.start(data(), "--config", config.toString());
    }

    private static void fill(TestClient client) {
        List<JsonNode> results = client.bulk(IntStream.range(0, COMMANDS)
                .mapToObj(command -> "{\"stream\":\"purse/p" + command % 10
                        + "\",\"command\":\"Put\",\"data\":{\"amount\":1},\"id\":\"c" + command + "\"}")
                .toList());
        assertThat(results)
                .hasSize(COMMANDS)
                .allSatisfy(result -> assertThat(result.path("status").asInt()).isEqualTo(200));
    }

    private static long ask(TestClient client, String question) {
        TestClient.Answer asked = client.post("/admin/worlds", question);
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        return asked.body().path("id").asLong();
    }

    private static void awaitState(TestClient client, long world, String state, int events) {
        Pause.until(() -> {
            JsonNode told = client.get("/admin/worlds/" + world).body();
            return told.path("state").asText().equals(state)
                    && told.path("events").asInt() >= events;
        });
    }

    /** Returns the numbers of the worlds whose tables are in the database of a server that does not run. */
    private List<Long> schemas() {
        try (Database database = JournalDatabase.open(TestDatabases.settings(new DatabasePlace.Folder(data())))) {
            List<Long> schemas = WorldSchema.existing(database);
            assertThat(new WorldRegistry(database).all()).hasSameSizeAs(schemas);
            return schemas;
        }
    }
}
