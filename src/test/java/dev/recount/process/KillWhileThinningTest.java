package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.history.Purse;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed while it thins out snapshots: all of its past can still be seen, and is what it was. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWhileThinningTest {

    private static final int PURSES = 8;
    private static final int ROUNDS = 2;
    private static final int EVENTS_A_ROUND = 60;

    @TempDir
    Path folder;

    private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(PURSES);
    private Path data = Path.of(".");
    private Path config = Path.of(".");

    /** Every event has its snapshot, and every eighth has those before it thinned out. */
    public static final class Purses implements Domain {

        @Override
        public String name() {
            return "purses";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(StreamType.of("purse", new Purse()).snapshotEvery(1));
        }
    }

    @BeforeEach
    void configure() throws IOException {
        data = folder.resolve("data");
        config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + """
                        recount.domains = ["%s"]
                        recount.streams.dense-snapshots = 2
                        recount.streams.snapshot-thinning = 8
                        """.formatted(Purses.class.getName()));
    }

    private ServerProcess start() {
        return ServerProcess.start(data, "--config", config.toString());
    }

    @Test
    void showsEveryStateThatEverWas() throws SQLException {
        for (int round = 1; round <= ROUNDS; round++) {
            try (ServerProcess server = start()) {
                load(server, round * EVENTS_A_ROUND);
            }
            try (Program verify = Program.start("verify", "--data", data.toString(), "--config", config.toString())) {
                assertThat(verify.exitCode()).as("%s", verify.output()).isZero();
                assertThat(verify.output().getLast()).contains("all is as it should be");
            }
        }

        assertThat(snapshots())
                .as("thinned out, or nothing was tested")
                .isBetween(PURSES, PURSES * ROUNDS * EVENTS_A_ROUND / 2);
        try (ServerProcess server = start()) {
            for (int purse = 0; purse < PURSES; purse++) {
                assertEachState(server.client(), purse);
            }
        }
    }

    /** Puts one into each purse, again and again, until the server is killed when each has been put into so often. */
    private void load(ServerProcess server, int until) {
        List<Thread> clients = new ArrayList<>();
        for (int purse = 0; purse < PURSES; purse++) {
            int own = purse;
            TestClient client = server.client();
            clients.add(Thread.ofVirtual().start(() -> putUntilKilled(client, own)));
        }
        server.killOnce(() -> IntStream.range(0, PURSES).allMatch(purse -> acknowledged.get(purse) >= until), clients);
    }

    private void putUntilKilled(TestClient client, int purse) {
        try {
            while (true) {
                JsonNode answer = client.post("/streams/purse/p" + purse + "/Put", "{\"amount\":1}")
                        .body();
                acknowledged.set(purse, answer.path("version").asInt());
            }
        } catch (CompletionException | UncheckedIOException killed) {
            // the last one was stored or not
        }
    }

    private int snapshots() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("journal") + ";DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE",
                        "recount",
                        "");
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM snapshot")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void assertEachState(TestClient client, int purse) {
        String path = "/streams/purse/p" + purse;
        int last = client.get(path).body().path("version").asInt();
        assertThat(last).isBetween(acknowledged.get(purse), acknowledged.get(purse) + ROUNDS);
        for (int version = 1; version <= last; version++) {
            assertThat(client.get(path + "?version=" + version)
                            .body()
                            .path("state")
                            .path("amount")
                            .asInt())
                    .isEqualTo(version);
        }
    }
}
