package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.history.scrub.ScrubSettings;
import dev.recount.journal.Fingerprint;
import dev.recount.model.domain.Domain;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are a cache: they may help, and must never matter. */
class SnapshotTest {

    private static final String VERSIONS = "SELECT sequence_number FROM snapshot WHERE persistence_id = ? ORDER BY 1";

    @TempDir
    Path data;

    @Test
    void areSavedEverySoManyEventsAndAtSettledPoints() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(3).settledAt(Probe.Event.Noted.class));
        try (TestServer server = TestServer.start(data, domain);
                JournalFile journal = new JournalFile(data)) {
            add(server.client(), "a", 4);
            server.client().post("/streams/probe/a/Note", "{\"text\":\"settled\"}");
            server.client().post("/streams/probe/a/Add", "{\"amount\":1}");
            server.client().post("/streams/probe/a/Add", "{\"amount\":1}");
            server.client().get("/streams/probe/a");

            assertThat(journal.texts(VERSIONS, "probe|a")).containsExactly("3", "5", "6");
        }
    }

    @Test
    void areReadBackInsteadOfTheEventsBeforeThem() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(5));
        run(domain, client -> {
            add(client, "b", 7);
            awaitCounted(client, 7);
        });

        try (JournalFile journal = new JournalFile(data)) {
            journal.execute("UPDATE event_journal SET event_payload = X'00' WHERE sequence_number < 5");
        }

        run(domain, client -> {
            assertThat(sum(client, "b")).isEqualTo(7);
            assertThat(repeat(client, "b", "b-0")).isEqualTo("409");
        });
    }

    @Test
    void areSavedHoweverLargeTheStateIs() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(2));
        String large = "large ".repeat(15_000);
        run(domain, client -> {
            add(client, "l", 1);
            assertThat(client.post("/streams/probe/l/Note", "{\"text\":\"" + large + "\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(sum(client, "l")).isEqualTo(1);
            awaitCounted(client, 2);
        });

        try (JournalFile journal = new JournalFile(data)) {
            assertThat(journal.texts(VERSIONS, "probe|l")).containsExactly("2");
            journal.execute("UPDATE event_journal SET event_payload = X'00' WHERE sequence_number < 2");
        }
        run(
                domain,
                client -> assertThat(client.get("/streams/probe/l")
                                .body()
                                .path("state")
                                .path("lastNote")
                                .asText())
                        .isEqualTo(large));
    }

    @Test
    void areIgnoredWhenTheirStateHasAnotherRevision() throws SQLException {
        run(Probe.domain(type -> type.snapshotEvery(5)), client -> add(client, "c", 7));
        forge("\"sum\":5", "\"sum\":99");

        run(
                Probe.domain(type -> type.snapshotEvery(5)),
                client -> assertThat(sum(client, "c")).as("the snapshot counts").isEqualTo(101));
        run(
                Probe.domain(type -> type.snapshotEvery(5).stateRevision(2)),
                client -> assertThat(sum(client, "c")).isEqualTo(7));
    }

    @Test
    void areIgnoredWhenTheyCannotBeRead() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(5));
        run(domain, client -> add(client, "d", 7));
        for (String payload : List.of("X''", "X'00FF'", "stringtoutf8('{}')", "stringtoutf8('{}\n{\"sum\":1}')")) {
            spoil("UPDATE snapshot SET snapshot_payload = " + payload);
            run(domain, client -> assertThat(sum(client, "d")).isEqualTo(7));
        }
    }

    /**
     * A stream that went on from it would write an event that holds the hash of none: no reader could read the stream
     * any more.
     */
    @Test
    void areIgnoredWhenTheyAreNotAsTheyWereSaved() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(5));
        run(domain, client -> add(client, "e", 5));
        for (String part : List.of("hash\":\"", "time\":\"2", "version\":", "e-0", "sum\":")) {
            spoil("UPDATE snapshot SET snapshot_payload =" + " stringtoutf8(replace(utf8tostring(snapshot_payload), '"
                    + part + "', '" + part + "1'))");
        }

        run(domain, client -> {
            assertThat(sum(client, "e")).isEqualTo(5);
            assertThat(repeat(client, "e", "e-0")).isEqualTo("409");
            assertThat(client.get("/streams/probe/e?version=5")
                            .body()
                            .path("state")
                            .path("sum")
                            .asLong())
                    .isEqualTo(5);
            assertThat(client.post("/streams/probe/e/Add", "{\"amount\":1}").status())
                    .isEqualTo(200);
        });
        run(domain, client -> assertThat(sum(client, "e")).isEqualTo(6));
    }

    /** Exchanges a part of a snapshot, as if it had been saved so. */
    private void forge(String part, String other) throws SQLException {
        try (JournalFile journal = new JournalFile(data)) {
            String text = journal.texts("SELECT utf8tostring(snapshot_payload) FROM snapshot")
                    .getFirst();
            assertThat(text).contains(part);
            String saved = text.substring(text.indexOf('\n') + 1).replace(part, other);
            journal.execute(
                    "UPDATE snapshot SET snapshot_payload = stringtoutf8(?)", Fingerprint.of(saved) + "\n" + saved);
        }
    }

    private void spoil(String update) throws SQLException {
        try (JournalFile journal = new JournalFile(data)) {
            assertThat(journal.execute(update)).isPositive();
        }
    }

    /** Any history folds to one state, whether lived through, replayed, or begun at a snapshot. */
    @Tag("slow")
    @Test
    void changeNoStateWhateverTheHistory() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        int every = 1 + random.nextInt(7);
        List<JsonNode> lived = new ArrayList<>();
        run(Probe.domain(type -> type.snapshotEvery(every)), client -> {
            for (int stream = 0; stream < 10; stream++) {
                for (int command = random.nextInt(40); command >= 0; command--) {
                    send(client, "r" + stream, random);
                }
                lived.add(client.get("/streams/probe/r" + stream).body());
            }
        });

        run(Probe.domain(type -> type.snapshotEvery(every)), client -> {
            for (int stream = 0; stream < 10; stream++) {
                String path = "/streams/probe/r" + stream;
                assertThat(client.get(path).body())
                        .as("from a snapshot, seed %d", seed)
                        .isEqualTo(lived.get(stream));
            }
        });
        run(Probe.domain(type -> type.stateRevision(2)), client -> {
            for (int stream = 0; stream < 10; stream++) {
                String path = "/streams/probe/r" + stream;
                assertThat(client.get(path).body())
                        .as("replayed, seed %d", seed)
                        .isEqualTo(lived.get(stream));
                assertThat(client.get(path + "?at=2100-01-01").body())
                        .as("folded, seed %d", seed)
                        .isEqualTo(lived.get(stream));
            }
        });
    }

    private static void send(TestClient client, String id, Random random) {
        String path = "/streams/probe/" + id;
        switch (random.nextInt(4)) {
            case 0 -> client.post(path + "/Note", "{\"text\":\"note " + random.nextInt(100) + "\"}");
            case 1 -> client.post(path + "/AddAll", "{\"amounts\":[" + random.nextInt(9) + ",2,3]}");
            default -> client.post(path + "/Add", "{\"amount\":" + (random.nextInt(20) - 5) + "}");
        }
        if (random.nextInt(10) == 0) {
            client.post(path + "/FailToEvolve", "{}");
        }
        client.post(path + "/Add", "{\"amount\":1}");
    }

    /**
     * Nobody goes round the streams: some of these have events that are not read, and are broken to show that, once
     * they are counted over time.
     */
    private void run(Domain domain, Consumer<TestClient> work) {
        var noScrub = new ScrubSettings(0, Duration.ofDays(1));
        try (TestServer server = TestServer.start(data, settings -> settings.withScrub(noScrub), domain)) {
            work.accept(server.client());
        }
    }

    private static void awaitCounted(TestClient client, int events) {
        Pause.until(() -> client.get("/log/timeline").body().path("events").asInt() == events);
    }

    private static void add(TestClient client, String id, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(client.post("/streams/probe/" + id + "/Add", "{\"amount\":1}", "Idempotency-Key", id + "-" + i)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String repeat(TestClient client, String id, String commandId) {
        return String.valueOf(
                client.post("/streams/probe/" + id + "/Add", "{\"amount\":2}", "Idempotency-Key", commandId)
                        .status());
    }

    private static long sum(TestClient client, String id) {
        TestClient.Answer answer = client.get("/streams/probe/" + id);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("state").path("sum").asLong();
    }
}
