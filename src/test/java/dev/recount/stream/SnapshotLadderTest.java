package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.domain.Domain;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.snapshot.SnapshotLadder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshots that stay. */
class SnapshotLadderTest {

    private static final String VERSIONS = "SELECT sequence_number FROM snapshot WHERE persistence_id = ? ORDER BY 1";

    @TempDir
    Path data;

    private static Settings narrow(Settings settings) {
        return with(new SnapshotLadder(2, 3), settings);
    }

    private static Settings keepingAll(Settings settings) {
        return with(new SnapshotLadder(2, 1), settings);
    }

    private static Settings with(SnapshotLadder ladder, Settings settings) {
        StreamSettings streams = settings.streams();
        return settings.withStreams(streams.with(ladder));
    }

    /**
     * There is a snapshot at every second version: the last two stay, before them one in a stretch of six, and those of
     * notes.
     */
    @Test
    void keepsTheNewestOneInAStretchAndSettledPoints() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(2).settledAt(Probe.Event.Noted.class));
        try (TestServer server = TestServer.start(data, SnapshotLadderTest::narrow, domain);
                JournalFile journal = new JournalFile(data)) {
            var expected = new TreeSet<>(List.of(2, 58, 60));
            for (int version = 1; version <= 60; version++) {
                boolean isNote = version == 9 || version == 26;
                if (isNote || version % 6 == 0) {
                    expected.add(version);
                }
                command(server.client(), isNote ? "Note" : "Add", isNote ? "{\"text\":\"n\"}" : "{\"amount\":1}");
            }

            List<String> all = expected.stream().map(String::valueOf).toList();
            while (!journal.texts(VERSIONS, "probe|l").equals(all)) {
                assertThat(journal.texts(VERSIONS, "probe|l")).containsAll(all);
                Pause.briefly();
            }
            for (int version = 1; version <= 60; version++) {
                assertThat(server.client()
                                .get("/streams/probe/l?version=" + version)
                                .body()
                                .path("state")
                                .path("events")
                                .asInt())
                        .isEqualTo(version);
            }
        }
    }

    /**
     * The snapshots that an older version of the program kept, or a killed one had still to delete, go the next time.
     */
    @Test
    void takesUpWhatWasLeftOfEarlierTimes() throws SQLException {
        Domain domain = Probe.domain(type -> type.snapshotEvery(2));
        try (TestServer server = TestServer.start(data, SnapshotLadderTest::keepingAll, domain)) {
            for (int i = 0; i < 40; i++) {
                command(server.client(), "Add", "{\"amount\":1}");
            }
        }
        try (JournalFile journal = new JournalFile(data)) {
            assertThat(journal.texts(VERSIONS, "probe|l")).hasSize(20);
            journal.execute(
                    "UPDATE snapshot SET snapshot_ser_manifest = 'probe.State/1' WHERE sequence_number IN (6, 8)");
        }
        try (TestServer server = TestServer.start(data, SnapshotLadderTest::narrow, domain);
                JournalFile journal = new JournalFile(data)) {
            command(server.client(), "Add", "{\"amount\":1}");
            command(server.client(), "Add", "{\"amount\":1}");
            var expected = new ArrayList<>(List.of("2", "10", "12", "18", "24", "30", "36", "40", "42"));
            while (!journal.texts(VERSIONS, "probe|l").equals(expected)) {
                assertThat(journal.texts(VERSIONS, "probe|l")).containsAll(expected);
                Pause.briefly();
            }
        }
    }

    private static void command(TestClient client, String name, String body) {
        assertThat(client.post("/streams/probe/l/" + name, body).status()).isEqualTo(200);
    }
}
