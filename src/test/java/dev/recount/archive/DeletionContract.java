package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.archive.settled.ArchiveException;
import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.SeenEvent;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is deleted from the archive, and how that is told to whoever asks for it. */
abstract class DeletionContract extends ArchiveCase {

    private static final int SETTLED = MOVING + 1;

    /** The first of two months that are closed later, which is the second last settled point then. */
    private static final int BEFORE_CORRECTION = VERSIONS + 1;

    private static final int EVENTS = ACCOUNTS * MOVING;

    /** Fills a journal whose first events were written long ago, and archives those. */
    final void archived() throws SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
        }
        attack("UPDATE event_journal SET write_timestamp = 0");
        assertThat(recount("archive", "--config", config().toString())).startsWith("0\n" + EVENTS + " events");
    }

    final String delete(String... more) {
        var words = new ArrayList<>(List.of("archive", "--delete", "--config", config().toString()));
        words.addAll(List.of(more));
        return recount(words.toArray(String[]::new));
    }

    @Test
    void deletesNothingThatIsNotOldEnough() throws IOException {
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith("0\n" + EVENTS + " events");
            assertThat(archive(server, "--delete", "--dry-run")).startsWith("0\n0 events in 0 segments");
            assertThat(archive(server, "--delete")).startsWith("0\n0 events in 0 segments of 0 bytes were deleted");
            assertThat(server.client().get("/streams/account/1?version=3").status())
                    .isEqualTo(200);
        }
        assertThat(files(".jsonl.gz")).hasSize(1);
    }

    @Test
    void tellsEachReaderWhatIsGone() throws IOException, SQLException {
        archived();
        try (TestServer server = serve()) {
            assertThat(archive(server, "--delete", "--dry-run"))
                    .startsWith("0\n" + EVENTS + " events in 1 segment of ")
                    .contains("may be deleted");
            assertThat(files(".jsonl.gz")).hasSize(1);
            TestClient client = server.client();
            String now = text(client, "/streams/account/1");
            assertThat(text(client, "/streams/account/1?version=3")).startsWith("200\n");
            assertThat(archive(server, "--delete", "--reason", "the retention is over"))
                    .contains(EVENTS + " events in 1 segment", "were deleted");
            assertThat(archive(server, "--delete")).startsWith("0\n0 events in 0 segments");
            assertThat(text(client, "/events?type=recount-administration")).contains("the retention is over");
            awaitDeleted(client);
            assertThat(text(client, "/streams/account/1")).isEqualTo(now);
        }
        assertThat(files(".jsonl.gz")).isEmpty();
        assertThat(files(".manifest.json")).hasSize(1);
        try (TestServer server = serve()) {
            requireTold(server.client());
            requireWholeFromSettled(server.client());
        }
        assertThat(recount("verify", "--config", config().toString()))
                .startsWith("0\n")
                .contains(EVENTS + " events were deleted from the archive");
        assertThat(recount("restored", "--config", config().toString())).startsWith("0\n");
        assertThat(recount("archive", "--config", config().toString())).startsWith("0\n0 events");
    }

    /** What a node has looked at a moment ago, it gives until it looks again. */
    private static void awaitDeleted(TestClient client) {
        Pause.until(() -> client.get("/streams/account/1?version=3").status() == 410);
    }

    private static void requireTold(TestClient client) {
        for (String path : List.of(
                "/streams/account/1?version=3",
                "/streams/account/1?version=" + MOVING,
                "/streams/account/1?at=1993-01-03",
                "/streams/account/1/events",
                "/streams/account/1/history",
                "/streams/account/1/decisions",
                "/streams/account/1/diff?from=2&to=" + SETTLED,
                "/streams/account/1/events/3/receipt?event=true",
                "/seal/1/rows?limit=100",
                "/events",
                "/events?type=account",
                "/events?stream=account/1")) {
            TestClient.Answer answer = client.get(path);
            assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(410);
            assertThat(answer.code()).as(path).isEqualTo("ARCHIVE_DELETED");
            assertThat(answer.body().path("detail").asText())
                    .as(path)
                    .contains("the events of account/", "up to version " + MOVING + " were deleted for good");
        }
        assertThat(text(client, "/streams/account/1/events/3/receipt")).startsWith("200\n");
        assertThat(client.get("/decisions?limit=1000").status()).isEqualTo(200);
        assertThat(client.get("/events?deleted=no").code()).isEqualTo("MALFORMED");
    }

    private static void requireWholeFromSettled(TestClient client) {
        for (String path : List.of(
                "/streams/account/1?version=" + SETTLED,
                "/streams/account/1?at=1993-04-30",
                "/streams/account/1/events?after=" + MOVING,
                "/streams/account/1/history?after=" + SETTLED,
                "/streams/account/1/diff?from=" + SETTLED + "&to=" + VERSIONS)) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
        JsonNode there = client.get("/events?limit=100&deleted=skip").body();
        assertThat(StreamSupport.stream(there.path("events").spliterator(), false)
                        .filter(event -> event.path("type").asText().startsWith("account.")))
                .hasSize(ACCOUNTS * (VERSIONS - MOVING));
        assertThat(there.path("next").asText()).contains("deleted=skip");
        assertThat(client.post("/streams/account/1/Deposit", "{\"amount\":5,\"method\":\"CASH\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/admin/damaged-streams").body().path("streams")).isEmpty();
    }

    @Test
    void aSubscriptionIsRefusedAtWhatIsGoneAndGoesOnWithoutIt() throws IOException, SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            HttpResponse<String> refused = client.sendPlainly(client.request("/events")
                    .header("Accept", "text/event-stream")
                    .GET()
                    .build());
            assertThat(refused.statusCode()).isEqualTo(410);
            assertThat(refused.body()).contains("ARCHIVE_DELETED");
            try (var events = TestSubscription.open(client, "/events?deleted=skip&type=account")) {
                assertThat(events.nextEvent().path("id").asText()).endsWith("@" + SETTLED);
            }
        }
    }

    @Test
    void aViewIsNotBuiltAnewOverWhatIsGone() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            for (JsonNode view : client.get("/admin/views").body().path("views")) {
                String name = view.path("view").asText();
                TestClient.Answer answer = client.post("/admin/views/" + name + "/rebuild", "");
                assertThat(answer.code()).as(name).isEqualTo("ARCHIVE_DELETED");
                assertThat(answer.body().path("detail").asText()).contains("cannot be built anew", "account");
                assertThat(client.get("/admin/views/" + name).body().has("building"))
                        .isFalse();
            }
        }
        attack("DELETE FROM view_generation");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            String name = client.get("/admin/views")
                    .body()
                    .path("views")
                    .path(0)
                    .path("view")
                    .asText();
            Pause.until(() -> client.get("/admin/views/" + name)
                    .body()
                    .path("state")
                    .asText()
                    .equals("FAILED"));
            assertThat(client.get("/admin/views/" + name).body().toString()).contains("were deleted for good");
        }
    }

    @Test
    void nothingIsCorrectedThatIsGone() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            for (int version : List.of(2, SETTLED)) {
                TestClient.Answer answer = client.post("/streams/account/1/corrections", correction(version));
                assertThat(answer.status()).isEqualTo(410);
                assertThat(answer.code()).isEqualTo("ARCHIVE_DELETED");
                assertThat(answer.body().path("detail").asText()).contains("its state of version " + SETTLED);
            }
            assertThat(client.post("/streams/account/1/corrections", correction(SETTLED + 1))
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/streams/account/1").status()).isEqualTo(200);
            server.awaitView("balances", "account/1");
            JsonNode row = client.get("/views/balances/1").body();
            assertThat(row.toString()).contains("uncorrectedSince");
            assertThat(client.get("/admin/views/balances").body().path("state").asText())
                    .isEqualTo("RUNNING");
        }
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    /** Closes two more months of an account whose first events are deleted, and corrects an event of before. */
    private void correctedAfterTheSettledPoint() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        try (TestServer server = serve()) {
            for (String month : List.of("1993-05", "1993-06")) {
                TestClient.Answer answer =
                        server.client().post("/streams/account/1/CloseMonth", "{\"month\":\"" + month + "\"}");
                assertThat(answer.status()).isEqualTo(200);
            }
        }
        try (TestServer server = serve()) {
            TestClient.Answer answer = server.client().post("/streams/account/1/corrections", correction(SETTLED + 1));
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(number("SELECT COUNT(*) FROM snapshot WHERE persistence_id = 'account|1' AND sequence_number = "
                        + BEFORE_CORRECTION))
                .isEqualTo(1);
    }

    @Test
    void aStreamKeepsTheStateThatKnowsItsCorrections() throws SQLException {
        correctedAfterTheSettledPoint();
        assertThat(recount("archive", "--config", config().toString())).startsWith("0\n0 events");
        requireGoesOnFrom(SETTLED);
    }

    @Test
    void nothingMovesThatWouldTakeAStateOfBeforeACorrection() throws SQLException {
        correctedAfterTheSettledPoint();
        var stream = new StreamId("account", "1");
        var given = new ArrayList<String>();
        try (var database = JournalDatabase.open(journal)) {
            assertThatThrownBy(() -> new ArchiveTable(database)
                            .move(
                                    Optional.empty(),
                                    List.of(),
                                    Map.of(stream, new SeenEvent(MOVING + 2, "aGFzaA==", BEFORE_CORRECTION)),
                                    Instant.EPOCH,
                                    (each, version) -> {
                                        given.add(each + "@" + version);
                                        throw new ArchiveException("it was corrected");
                                    }))
                    .hasMessageContaining("it was corrected");
        }
        assertThat(given).containsExactly("account/1@" + BEFORE_CORRECTION);
        assertThat(number("SELECT sequence_number FROM archived_stream WHERE persistence_id = 'account|1'"))
                .isEqualTo(MOVING);
        requireGoesOnFrom(SETTLED);
    }

    @Test
    void aStateOfBeforeACorrectionIsNotTakenForOneMadeAnew() throws SQLException {
        correctedAfterTheSettledPoint();
        attack(
                "UPDATE settled_state SET sequence_number = " + BEFORE_CORRECTION + ", snapshot_payload ="
                        + " (SELECT snapshot_payload FROM snapshot WHERE persistence_id = 'account|1'"
                        + " AND sequence_number = " + BEFORE_CORRECTION + ") WHERE persistence_id = 'account|1'",
                "DELETE FROM snapshot");
        assertThat(recount("archive", "--config", config().toString()))
                .startsWith("1\nleft as it is: account/1 has no settled state: ")
                .doesNotContain("made anew");
    }

    @Test
    void aWithdrawalIsNotTakenBackWhereThatChangesWhatIsGone() throws SQLException {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            fill(client);
            assertThat(client.post("/streams/account/1/corrections", correction(2))
                            .status())
                    .isEqualTo(200);
            assertThat(withdrawn(client, VERSIONS + 1).status()).isEqualTo(200);
        }
        attack("UPDATE event_journal SET write_timestamp = 0");
        assertThat(recount("archive", "--config", config().toString())).startsWith("0\n");
        assertThat(delete()).startsWith("0\n");
        try (TestServer server = serve()) {
            TestClient.Answer answer = withdrawn(server.client(), VERSIONS + 2);
            assertThat(answer.code()).isEqualTo("ARCHIVE_DELETED");
            assertThat(server.client().get("/streams/account/1").status()).isEqualTo(200);
        }
        attack("DELETE FROM snapshot");
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    private static TestClient.Answer withdrawn(TestClient client, int correction) {
        return client.send(client.request("/streams/account/1/corrections/" + correction + "?reason=a%20test")
                .DELETE()
                .build());
    }

    private void requireGoesOnFrom(long version) throws SQLException {
        attack("DELETE FROM snapshot");
        assertThat(number("SELECT sequence_number FROM settled_state WHERE persistence_id = 'account|1'"))
                .isEqualTo(version);
        try (TestServer server = serve()) {
            assertThat(server.client().get("/streams/account/1").status()).isEqualTo(200);
        }
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    private static String correction(int version) {
        return "{\"version\":" + version + ",\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":101,"
                + "\"method\":\"CASH\"}}],\"reason\":\"a slip\"}";
    }

    @Test
    void aStreamThatWouldBeLostKeepsItsEvents() throws IOException, SQLException {
        try (TestServer server = serve()) {
            fill(server.client());
        }
        attack("UPDATE event_journal SET write_timestamp = 0");
        try (TestServer server = serve()) {
            assertThat(archive(server)).startsWith("0\n");
            assertThat(server.client()
                            .post("/streams/account/1/corrections", correction(2))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(delete())
                .startsWith("1\nleft as it is: journal-1/")
                .contains("account/1 has no settled state that it could go on from: events before it were corrected");
        assertThat(recount("archive", "--config", config().toString())).contains("1 settled state was made anew");
        attack("UPDATE settled_state SET snapshot_payload = (SELECT snapshot_payload FROM settled_state other"
                + " WHERE other.persistence_id = 'account|2') WHERE persistence_id = 'account|3'");
        assertThat(delete()).startsWith("1\n").contains("account/3 has no settled state that it could go on from");
        assertThat(files(".jsonl.gz")).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM archive_segment WHERE deleted_at IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void aServerDoesNotStartWhereClassesHaveChangedAndFormsOfEventsMay() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        String name = "(SELECT MAX(snapshot_ser_manifest) FROM settled_state)";
        attack("UPDATE settled_state SET snapshot_ser_manifest = " + name
                + " || 'otherUpcasts' WHERE persistence_id = 'account|1'");
        assertThat(refusal()).contains("streams of type account could not go on, such as account/1:");
        assertThat(recount("archive", "--config", config().toString())).contains("1 settled state was made anew");
        try (TestServer server = serve()) {
            assertThat(server.client().get("/streams/account/1").status()).isEqualTo(200);
        }
        attack(
                "UPDATE settled_state SET snapshot_ser_manifest = 'account.State/0/0' WHERE persistence_id = 'account|2'");
        assertThat(refusal()).contains("such as account/2:", "states of other classes than account.State/");
        assertThat(recount("archive", "--config", config().toString()))
                .startsWith("1\nleft as it is: account/2 has no settled state: its events up to version " + MOVING);
    }

    private String refusal() {
        try (TestServer server = serve()) {
            return "it serves at port " + server.port();
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void aPersonIsForgottenWhoseEventsAreGone() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            assertThat(text(client, "/streams/account/2")).contains("Ann 2");
            assertThat(client.get("/subjects/account/2/export").body().toString())
                    .contains("\"deletedTo\":" + MOVING);
            assertThat(client.post("/subjects/account/2/erase", "{\"ground\":\"asked to\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(text(client, "/streams/account/2")).startsWith("200\n").doesNotContain("Ann 2");
        }
        attack("DELETE FROM snapshot");
        try (TestServer server = serve()) {
            assertThat(text(server.client(), "/streams/account/2"))
                    .startsWith("200\n")
                    .doesNotContain("Ann 2");
        }
        assertThat(recount("verify", "--config", config().toString())).startsWith("0\n");
    }

    @Test
    void whoRemovesAFileHasDeletedNothing() throws IOException, SQLException {
        archived();
        Files.delete(files(".jsonl.gz").getFirst());
        assertThat(delete()).startsWith("1\n").contains("recount.archive.folder: ", "is missing in");
        try (TestServer server = serve()) {
            assertThat(server.client().get("/streams/account/1?version=3").code())
                    .isEqualTo("ARCHIVE_AWAY");
        }
    }

    @Test
    void anEventThatSeemsToBeInADeletedSegmentIsAChangedOne() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        attack("UPDATE event_journal SET event_payload = (SELECT event_payload FROM event_journal other"
                + " WHERE other.persistence_id = 'account|1' AND other.sequence_number = 4)"
                + " WHERE persistence_id = 'account|1' AND sequence_number = " + (SETTLED + 1));
        assertThat(recount("verify", "--config", config().toString()))
                .startsWith("1\n")
                .contains("account/1@" + (SETTLED + 1));
    }

    @Test
    void aRowOfADeletedEventIsMissedWhereItIsRemoved() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        attack("DELETE FROM event_journal WHERE persistence_id = 'account|1' AND sequence_number = 4");
        assertThat(recount("verify", "--config", config().toString()))
                .startsWith("1\n")
                .contains("account/1@1: of the " + MOVING + " events up to version " + MOVING
                        + ", which were deleted, 1 rows are missing");
    }

    @Test
    void aFileThatWasLeftIsRemovedByTheNextRun() throws IOException, SQLException {
        archived();
        Path file = files(".jsonl.gz").getFirst();
        byte[] content = Files.readAllBytes(file);
        assertThat(delete()).startsWith("0\n");
        Files.write(file, content); // as if it had been killed between the note and the removal
        try (TestServer server = serve()) {
            assertThat(server.client().get("/streams/account/1?version=3").code())
                    .isEqualTo("ARCHIVE_DELETED");
        }
        assertThat(delete()).startsWith("0\n0 events");
        assertThat(files(".jsonl.gz")).isEmpty();
    }

    @Test
    void theScheduleDeletesWhereASettingSaysSo() throws SQLException {
        archived();
        try (TestServer server = TestServer.start(
                folder,
                all -> changed(all)
                        .withArchive(new ArchiveSettings(
                                Optional.of(archive()), Duration.ofSeconds(1), true, ArchiveSettings.READERS)),
                new Bank())) {
            awaitDeleted(server.client());
        }
        assertThat(number("SELECT COUNT(*) FROM archive_segment WHERE deleted_by = 'recount.archive.delete'"))
                .isEqualTo(1);
    }
}
