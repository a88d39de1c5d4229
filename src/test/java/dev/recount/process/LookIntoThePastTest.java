package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands that look at what is stored, and at what may be: what they say, and how they end. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class LookIntoThePastTest {

    @TempDir
    Path folder;

    private static List<String> run(int exitCode, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        try (Program program = Program.start(texts.toArray(String[]::new))) {
            assertThat(program.exitCode()).as("%s", program.output()).isEqualTo(exitCode);
            assertThat(program.output()).noneMatch(line -> line.startsWith("\tat "));
            return program.output();
        }
    }

    @Test
    void schemaIsWrittenOnceAndHeldAgainstTheCode() throws IOException {
        Path file = folder.resolve("schema.json");
        assertThat(run(0, "schema", file)).singleElement().asString().contains("wrote " + file, "bank, shop");
        assertThat(file).hasSameTextualContentAs(Path.of("event-schema.json"));
        assertThat(run(0, "schema", "--check", file)).singleElement().asString().contains("can be read");

        String earlier = Files.readString(file).replace("\"Deposited\"", "\"PaidIn\"");
        Files.writeString(file, earlier);
        assertThat(run(1, "schema", "--check", file))
                .anyMatch(line -> line.contains("account.PaidIn/1: the event is gone"));
        assertThat(run(1, "schema", file)).anyMatch(line -> line.contains("account.PaidIn/1"));
        assertThat(file).hasContent(earlier);
        run(0, "schema", "--force", file);
        assertThat(file).hasSameTextualContentAs(Path.of("event-schema.json"));
    }

    @Test
    void decisionsAreShownByARunningServerAndSnapshotsHeldAgainstTheEventsOfAStoppedOne() throws SQLException {
        Path data = folder.resolve("data");
        assertThat(run(1, "verify", "--data", data)).singleElement().asString().contains("there is no journal in");
        try (ServerProcess server = ServerProcess.start(data)) {
            fill(server.client());
            assertThat(run(0, "decisions", "account/a", "--url", server.url()))
                    .hasSize(1 + 101 + 1)
                    .last()
                    .asString()
                    .matches(" +101  rejected .* Withdraw +INSUFFICIENT_FUNDS: the balance is 100.00.*");
            assertThat(run(1, "decisions", "account/none", "--url", server.url()))
                    .containsExactly("recount: nothing was decided for account/none");
            assertThat(run(1, "verify", "--data", data))
                    .singleElement()
                    .asString()
                    .contains("in use");
            server.program().kill();
        }

        assertThat(run(0, "verify", "--data", data))
                .containsExactly("1 streams, 101 events and 1 snapshots verified"
                        + " (0 more are not of today's rules, and not used): all is as it should be");
        assertThat(run(1, "verify", "--data", data, "account/b").getFirst()).contains("there is no such stream");

        change(data, "UPDATE snapshot SET snapshot_payload = X'7B7D'");
        assertThat(run(1, "verify", "--data", data))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("account/a@100: the snapshot cannot be read");
        change(data, "DELETE FROM event_journal WHERE sequence_number = 50");
        assertThat(run(1, "verify", "--data", data).getFirst())
                .isEqualTo("account/a@50: events are missing after version 49");
    }

    private static void fill(TestClient client) {
        client.post("/streams/account/a/Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}");
        for (int i = 0; i < 100; i++) {
            client.post("/streams/account/a/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
        }
        assertThat(client.post("/streams/account/a/Withdraw", "{\"amount\":101,\"method\":\"CASH\"}")
                        .code())
                .isEqualTo("INSUFFICIENT_FUNDS");
    }

    private static void change(Path data, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("journal") + ";DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE",
                        "recount",
                        "");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
