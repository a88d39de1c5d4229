package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The damage that another writer does to the journal's tables. */
class DamageTest {

    private static final String ONE = "{\"amount\":1}";

    @TempDir
    Path data;

    @Test
    void failsOnlyTheStreamWhoseRowConflicts() throws SQLException {
        try (TestServer server = TestServer.start(data, Probe.domain());
                JournalFile journal = new JournalFile(data)) {
            TestClient client = server.client();
            for (int round = 0; round < 3; round++) {
                writeToAll(client, 200)
                        .forEach(answer -> assertThat(answer.status()).isEqualTo(200));
            }
            journal.forge("probe|s77", 4);

            List<Answer> answers = writeToAll(client, 200);

            for (int i = 0; i < 200; i++) {
                assertThat(answers.get(i).status()).as("stream %d", i).isEqualTo(i == 77 ? 503 : 200);
            }
            assertThat(client.post("/streams/probe/s77/Add", ONE).code()).isEqualTo("STREAM_DAMAGED");
            writeToAll(client, 77).forEach(answer -> assertThat(answer.status()).isEqualTo(200));
        }
    }

    private static List<Answer> writeToAll(TestClient client, int streams) {
        return IntStream.range(0, streams)
                .mapToObj(i -> client.postLater("/streams/probe/s" + i + "/Add", ONE))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void goesOnAfterARestartWhereNothingWasTouched() {
        write("untouched", 5);

        try (TestServer server = TestServer.start(data, Probe.domain())) {
            Answer answer = server.client().post("/streams/probe/untouched/Add", ONE);
            assertThat(answer.body().path("version").asInt()).isEqualTo(6);
            assertThat(answer.body().path("state").path("sum").asInt()).isEqualTo(6);
        }
    }

    @Test
    void refusesToGoOnAfterAGap() throws SQLException {
        write("gap", 5);

        try (JournalFile journal = new JournalFile(data)) {
            assertThat(journal.execute("DELETE FROM event_journal WHERE sequence_number = 3"))
                    .isEqualTo(1);
        }

        assertDamaged("gap");
    }

    @Test
    void refusesToGoOnAfterAChangedEvent() throws SQLException {
        write("changed", 5);

        try (JournalFile journal = new JournalFile(data)) {
            String text = journal.texts(
                            "SELECT utf8tostring(event_payload) FROM event_journal WHERE sequence_number = 2")
                    .getFirst();
            journal.execute(
                    "UPDATE event_journal SET event_payload = stringtoutf8(?) WHERE sequence_number = 2",
                    text.replace("\"amount\":1", "\"amount\":9"));
        }

        assertDamaged("changed");
    }

    @Test
    void refusesToGoOnAfterAnEventOfAnotherStream() throws SQLException {
        write("one", 3);
        write("other", 3);

        try (JournalFile journal = new JournalFile(data)) {
            journal.execute("DELETE FROM event_journal WHERE persistence_id = 'probe|one'");
            journal.execute(
                    "UPDATE event_journal SET persistence_id = 'probe|one' WHERE persistence_id = 'probe|other'");
        }

        assertDamaged("one");
    }

    @Test
    void tellsOfAnEventThatIsNoneWhereItIsListed() throws SQLException {
        write("garbage", 2);

        try (JournalFile journal = new JournalFile(data)) {
            journal.execute("UPDATE event_journal SET event_payload = X'00' WHERE sequence_number = 2");
        }

        assertDamaged("garbage");
        try (TestServer server = TestServer.start(data, Probe.domain())) {
            assertThat(server.client().get("/streams/probe/garbage/events").code())
                    .isEqualTo("STREAM_DAMAGED");
        }
    }

    @Test
    void refusesToGoOnAfterAnEventThatNoCodeCanRead() throws SQLException {
        write("unknown", 3);

        try (JournalFile journal = new JournalFile(data)) {
            journal.execute(
                    "UPDATE event_journal SET event_ser_manifest = 'probe.Vanished/1' WHERE sequence_number = 3");
        }

        assertDamaged("unknown");
    }

    private void write(String id, int events) {
        try (TestServer server = TestServer.start(data, Probe.domain())) {
            assertThat(server.client().get("/streams/probe/" + id).status()).isEqualTo(404);
            for (int i = 0; i < events; i++) {
                assertThat(server.client()
                                .post("/streams/probe/" + id + "/Add", ONE)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** The stream says so, at once and again; all others go on. */
    private void assertDamaged(String id) {
        try (TestServer server = TestServer.start(data, Probe.domain())) {
            TestClient client = server.client();
            for (int i = 0; i < 2; i++) {
                assertThat(client.post("/streams/probe/" + id + "/Add", ONE).code())
                        .isEqualTo("STREAM_DAMAGED");
                assertThat(client.get("/streams/probe/" + id).code()).isEqualTo("STREAM_DAMAGED");
                assertThat(client.get("/streams/probe/" + id + "?at=2100-01-01").code())
                        .isEqualTo("STREAM_DAMAGED");
            }
            assertThat(client.post("/streams/probe/healthy/Add", ONE).status()).isEqualTo(200);
        }
    }
}
