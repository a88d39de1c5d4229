package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.archive.segment.RowLine;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.StreamSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is archived, and is read as before. */
abstract class ArchiveContract extends ArchiveCase {

    private static final String MOVED =
            "0\n%d events of %d streams have moved into 1 segment".formatted(ACCOUNTS * MOVING, ACCOUNTS);

    @Test
    void everyAnswerOfThePastIsAsBefore() throws IOException, SQLException {
        Map<String, String> before;
        Map<String, String> views;
        try (TestServer server = serve()) {
            fill(server.client());
            before = answers(server);
            views = rebuiltViews(server);
        }
        assertThat(before.values()).allSatisfy(answer -> assertThat(answer).startsWith("200\n"));
        long bytes = bytes();
        long rows = number("SELECT COUNT(*) FROM event_journal" + OF_ACCOUNTS);
        try (TestServer server = serve()) {
            assertThat(archive(server, "--dry-run"))
                    .isEqualTo("0\n%d events of %d streams may move\n".formatted(ACCOUNTS * MOVING, ACCOUNTS));
            assertThat(archive(server)).startsWith(MOVED);
            assertThat(answers(server)).isEqualTo(before);
            assertThat(archive(server)).startsWith("0\n0 events of 0 streams have moved");
            assertThat(rebuiltViews(server)).isEqualTo(views);
        }
        assertThat(bytes()).isLessThan(bytes / 2);
        assertThat(number("SELECT COUNT(*) FROM event_journal" + OF_ACCOUNTS)).isEqualTo(rows);
        assertThat(files(".jsonl.gz")).hasSize(1);
        assertThat(files(".manifest.json")).hasSize(1);
        try (TestServer server = serve()) {
            assertThat(answers(server)).isEqualTo(before);
            assertThat(rebuiltViews(server)).isEqualTo(views);
        }
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    @Test
    void aStreamNeedsNoArchiveToGoOn() throws IOException {
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith(MOVED);
        }
        Path away = Files.move(archive(), folder.resolve("away"));
        try (TestServer server = serve()) {
            TestClient client = server.client();
            assertThat(client.post("/streams/account/1/Deposit", "{\"amount\":5,\"method\":\"CASH\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/streams/account/2").status()).isEqualTo(200);
            assertThat(client.get("/streams/account/2?version=" + (MOVING + 2)).status())
                    .isEqualTo(200);
            TestClient.Answer beyond = client.get("/streams/account/2?version=3");
            assertThat(beyond.status()).isEqualTo(503);
            assertThat(beyond.code()).isEqualTo("ARCHIVE_AWAY");
            assertThat(beyond.body().path("detail").asText())
                    .contains("journal-1/", ".jsonl.gz", "there is no such file");
            assertThat(client.get("/streams/account/2/events").code()).isEqualTo("ARCHIVE_AWAY");
            assertThat(client.get("/admin/damaged-streams").body().path("streams"))
                    .isEmpty();
            var _ = Files.move(away, archive());
            Path file = files(".jsonl.gz").getFirst();
            byte[] whole = Files.readAllBytes(file);
            assertThat(file.toFile().setWritable(true)).isTrue();
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            TestClient.Answer halfCopied = client.get("/streams/account/2?version=3");
            assertThat(halfCopied.code()).isEqualTo("ARCHIVE_AWAY");
            assertThat(halfCopied.body().path("detail").asText()).contains(" of " + whole.length + " bytes");
            Files.write(file, whole);
            assertThat(client.get("/streams/account/2?version=3").status()).isEqualTo(200);
            assertThat(client.get("/admin/damaged-streams").body().path("streams"))
                    .isEmpty();
        }
    }

    @Test
    void whatWasChangedInASegmentOrInARowIsFound() throws IOException, SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith(MOVED);
        }
        requireFound(1, this::changeSegment);
        attack("UPDATE event_journal SET event_payload = (SELECT event_payload FROM event_journal other"
                + " WHERE other.persistence_id = 'account|2' AND other.sequence_number = 4)"
                + " WHERE persistence_id = 'account|3' AND sequence_number = 4");
        requireFound(3, () -> {});
    }

    /** An attack on the files or rows of the archive. */
    private interface Attack {
        void run() throws IOException, SQLException;
    }

    private void requireFound(int account, Attack attack) throws IOException, SQLException {
        attack.run();
        try (TestServer server = serve()) {
            assertThat(server.client()
                            .get("/streams/account/" + account + "?version=4")
                            .status())
                    .isEqualTo(500);
        }
        assertThat(recount("verify", "--config", config().toString()))
                .startsWith("1\n")
                .contains("account/" + account + "@");
    }

    /** Somebody writes another amount into the archive, in the form that it has there. */
    void changeSegment() throws IOException {
        Path file = files(".jsonl.gz").getFirst();
        long whole = Files.size(file);
        String lines;
        try (var content = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(file.toFile().setWritable(true)).isTrue();
        try (var content = new GZIPOutputStream(Files.newOutputStream(file))) {
            content.write(lines.lines()
                    .map(line -> line.startsWith("{\"stream\":\"account/1\",\"version\":4,") ? forged(line) : line)
                    .collect(Collectors.joining("\n", "", "\n"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        long shorter = whole - Files.size(file);
        if (shorter > 0) {
            Files.write(file, new byte[(int) shorter], StandardOpenOption.APPEND);
        }
    }

    private static String forged(String line) {
        var row = RowLine.parse(line);
        String event = new String(row.event().payload(), StandardCharsets.UTF_8);
        String other = event.replace("\"amount\":3", "\"amount\":9");
        assertThat(other).isNotEqualTo(event);
        return line.replace(row.payload(), Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void correctsWhatIsArchivedAndKnowsItsCommands() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            fill(client);
            assertThat(archive(server)).startsWith(MOVED);
            String command = "{\"stream\":\"account/1\",\"command\":\"Open\",\"data\":{\"owner\":\"Ann 1\","
                    + "\"overdraftLimit\":0},\"id\":\"1-Open-1993-01-01T08:00:00Z\",\"time\":\"1993-01-01T08:00:00Z\"}";
            assertThat(client.bulk(List.of(command)).getFirst().path("repeat").asBoolean())
                    .isTrue();
            BigDecimal before = balance(client, "");
            assertThat(client.post(
                                    "/streams/account/1/corrections",
                                    "{\"version\":2,\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":101,"
                                            + "\"method\":\"CASH\"}}],\"reason\":\"a slip\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(balance(client, "")).isEqualByComparingTo(before.add(BigDecimal.valueOf(100)));
            assertThat(balance(client, "?version=2")).isEqualByComparingTo("101");
            assertThat(balance(client, "?version=2&known=recorded")).isEqualByComparingTo("1");
            assertThat(archive(server)).startsWith("0\n0 events");
        }
    }

    private static BigDecimal balance(TestClient client, String query) {
        return client.get("/streams/account/1" + query)
                .body()
                .path("state")
                .path("balance")
                .decimalValue();
    }

    @Test
    void aSettledStateOutlivesAllSnapshots() throws IOException, SQLException {
        int settled = MOVING + 1;
        String now;
        String then;
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith(MOVED);
            now = text(server.client(), "/streams/account/2");
            then = text(server.client(), "/streams/account/2?version=" + (settled + 1));
        }
        attack("DELETE FROM snapshot");
        withoutArchive(client -> {
            assertThat(text(client, "/streams/account/2")).isEqualTo(now);
            assertThat(text(client, "/streams/account/2?version=" + (settled + 1)))
                    .isEqualTo(then);
            assertThat(client.get("/streams/account/2?version=" + (settled - 1)).code())
                    .isEqualTo("ARCHIVE_AWAY");
            assertThat(client.post("/streams/account/2/Deposit", "{\"amount\":5,\"method\":\"CASH\"}")
                            .status())
                    .isEqualTo(200);
        });
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    /** What is done where the files of the archive are not at hand. */
    private interface Question {
        void ask(TestClient client);
    }

    private void withoutArchive(Question question) throws IOException {
        withoutArchive(streams -> streams, question);
    }

    private void withoutArchive(UnaryOperator<StreamSettings> change, Question question) throws IOException {
        Path away = Files.move(archive(), folder.resolve("away"));
        try (TestServer server = TestServer.start(
                folder,
                settings -> {
                    Settings changed = changed(settings);
                    return changed.withStreams(change.apply(changed.streams()));
                },
                new Bank())) {
            question.ask(server.client());
        }
        Files.move(away, archive());
    }

    /** A stream that needs what is away tries for as long as its answer is waited for. */
    private static StreamSettings impatient(StreamSettings streams) {
        return new StreamSettings(
                streams.maxInFlight(),
                Duration.ofSeconds(3),
                streams.enrichmentTimeout(),
                streams.rememberedCommands(),
                streams.maxEventBytes(),
                streams.maxLive(),
                streams.idleTimeout(),
                streams.decisions(),
                streams.ladder(),
                streams.boundary());
    }

    @Test
    void aSettledStateIsMadeAnewWhereItDoesNotHoldAnyMore() throws IOException, SQLException {
        String balance;
        try (TestServer server = serve()) {
            TestClient client = server.client();
            fill(client);
            assertThat(archive(server)).startsWith(MOVED);
            assertThat(client.post(
                                    "/streams/account/1/corrections",
                                    "{\"version\":2,\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":101,"
                                            + "\"method\":\"CASH\"}}],\"reason\":\"a slip\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/subjects/account/2/erase", "{\"ground\":\"asked to\"}")
                            .status())
                    .isEqualTo(200);
            balance = balance(client, "").toString();
        }
        attack(
                "DELETE FROM snapshot",
                "UPDATE settled_state SET snapshot_ser_manifest = 'account.State/0/0'"
                        + " WHERE persistence_id = 'account|3'");
        withoutArchive(ArchiveContract::impatient, client -> {
            for (int account = 1; account <= ACCOUNTS; account++) {
                assertThat(client.get("/streams/account/" + account).status())
                        .as("account/%d", account)
                        .isEqualTo(503);
            }
        });
        assertThat(recount("archive", "--config", config().toString()))
                .startsWith("0\n0 events of 0 streams")
                .contains("3 settled states were made anew");
        assertThat(recount("archive", "--config", config().toString())).doesNotContain("anew");
        withoutArchive(client -> {
            assertThat(balance(client, "").toString()).isEqualTo(balance);
            assertThat(text(client, "/streams/account/2")).startsWith("200\n").doesNotContain("Ann 2");
            assertThat(client.get("/streams/account/3").status()).isEqualTo(200);
        });
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    @Test
    void whatWasArchivedBeforeSettledStatesWereKeptGetsItsOwn() throws IOException, SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith(MOVED);
        }
        attack(
                "DELETE FROM snapshot",
                "UPDATE settled_state SET sequence_number = 0, snapshot_ser_manifest = '', drops = 1");
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
        try (TestServer server = serve()) {
            assertThat(archive(server)).contains("%d settled states were made anew".formatted(ACCOUNTS));
        }
        withoutArchive(
                client -> assertThat(client.get("/streams/account/1").status()).isEqualTo(200));
    }

    @Test
    void aChangedSettledStateIsFound() throws SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith(MOVED);
        }
        attack("UPDATE settled_state SET snapshot_payload = (SELECT snapshot_payload FROM settled_state other"
                + " WHERE other.persistence_id = 'account|2') WHERE persistence_id = 'account|1'");
        assertThat(recount("verify", "--config", config().toString()))
                .startsWith("1\n")
                .contains("account/1@" + (MOVING + 1) + ": the settled state cannot be read: ");
    }

    @Test
    void archivesWithoutAServerAndTellsWhatIsMissingAfterARestore() throws IOException, SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
        }
        String config = config().toString();
        assertThat(recount("archive", "--dry-run", "--config", config)).contains(ACCOUNTS * MOVING + " events");
        assertThat(recount("archive", "--config", config)).startsWith(MOVED);
        assertThat(recount("archive", "--config", config)).startsWith("0\n0 events");
        assertThat(recount("restored", "--config", config)).startsWith("0\n");
        Files.delete(files(".jsonl.gz").getFirst());
        assertThat(recount("restored", "--config", config))
                .startsWith("1\n")
                .contains("restore the archive as well: journal-1/", "is missing in " + archive());
        assertThat(recount("archive", "--config", config))
                .contains("recount.archive.folder: journal-1/", "the folder that events have moved into so far");
        String verified = recount("verify", "--config", config);
        assertThat(verified).startsWith("1\n");
        assertThat(verified.lines().filter(line -> line.contains("there is no such file")))
                .hasSize(ACCOUNTS);
    }

    @Test
    void leavesAnEventThatIsNotTheOneThatWasStored() throws SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
        }
        attack("UPDATE event_journal SET event_hash = (SELECT event_hash FROM event_journal other"
                + " WHERE other.persistence_id = 'account|2' AND other.sequence_number = 4)"
                + " WHERE persistence_id = 'account|2' AND sequence_number = 3");
        assertThat(recount("archive", "--config", config().toString()))
                .startsWith("1\nleft as it is: account/2@3 is not the event that was stored")
                .contains("%d events of 3 streams".formatted(2 * MOVING + 2));
    }
}
