package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Transactions;
import dev.recount.history.verify.Finding;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.state.StateRow;
import dev.recount.journal.state.StateTable;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that keep their latest state alone. */
abstract class StateAloneContract {

    /** What answers of such a stream too, as it needs no more than the present. */
    private static final Set<String> OF_PRESENT = Set.of(
            "get /streams/{type}",
            "get /streams/{type}/{id}",
            "post /streams/{type}/{id}/{Command}",
            "get /streams/{type}/{id}/decisions",
            "get /streams/{type}/{id}/rejections/{rejection}/receipt",
            "get /subjects/{type}/{id}",
            "get /subjects/{type}/{id}/export",
            "post /subjects/{type}/{id}/erase");

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private void serve(Consumer<TestClient> work) {
        serve(StreamType::stateAlone, work);
    }

    private void serve(
            UnaryOperator<StreamType<Probe.State, Probe.Command, Probe.Event>> type, Consumer<TestClient> work) {
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withJournal(journal), Probe.domain(type))) {
            work.accept(server.client());
        }
    }

    private static Answer add(TestClient client, int amount, String... headers) {
        return client.post("/streams/probe/1/Add", "{\"amount\":" + amount + "}", headers);
    }

    private static long sum(TestClient client) {
        return client.get("/streams/probe/1").body().path("state").path("sum").asLong();
    }

    @Test
    void areThereAgainAfterARestartWithoutAnyEvent() {
        serve(client -> {
            Answer first = add(client, 1);
            assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
            assertThat(first.body().path("events").path(0).path("type").asText())
                    .isEqualTo("probe.Added");
            assertThat(client.post("/streams/probe/1/AddAll", "{\"amounts\":[2,3]}")
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(3);
        });
        try (Database database = JournalDatabase.open(journal)) {
            assertThat(count(database, "event_journal WHERE persistence_id = 'probe|1'"))
                    .isZero();
            assertThat(count(database, "snapshot")).isZero();
            assertThat(count(database, "stream_state WHERE sequence_number = 3 AND revision = 2"))
                    .isEqualTo(1);
        }
        serve(client -> {
            Answer read = client.get("/streams/probe/1");
            assertThat(read.body().path("version").asInt()).isEqualTo(3);
            assertThat(read.body().path("state").path("sum").asInt()).isEqualTo(6);
            assertThat(read.response().headers().firstValue("ETag")).contains("\"3\"");
            assertThat(client.get("/streams/probe").body().path("streams"))
                    .extracting(JsonNode::asText)
                    .containsExactly("1");
            assertThat(add(client, 1).body().path("version").asInt()).isEqualTo(4);
        });
    }

    private static long count(Database database, String rows) {
        return new Select<>("SELECT COUNT(*) FROM " + rows, _ -> {}, row -> row.getLong(1))
                .from(database.pool())
                .getFirst();
    }

    @Test
    void knowRepeatsOfBeforeARestart() {
        serve(client -> {
            assertThat(add(client, 5, "Idempotency-Key", "first").status()).isEqualTo(200);
            assertThat(add(client, 7, "Idempotency-Key", "second").status()).isEqualTo(200);
        });
        serve(client -> {
            Answer repeat = add(client, 5, "Idempotency-Key", "first");
            assertThat(repeat.status()).isEqualTo(200);
            assertThat(repeat.body().path("repeat").asBoolean()).isTrue();
            assertThat(repeat.body().path("version").asInt()).isEqualTo(1);
            assertThat(repeat.body().has("events")).as("they are gone").isFalse();
            assertThat(add(client, 6, "Idempotency-Key", "first").code()).isEqualTo("COMMAND_ID_REUSED");
            assertThat(sum(client)).isEqualTo(12);
        });
    }

    @Test
    void letOneOfManyWritersOfOneVersionWin() {
        serve(client -> {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 20)
                    .mapToObj(_ -> client.postLater("/streams/probe/1/Add", "{\"amount\":1}", "If-Match", "\"0\""))
                    .toList();
            assertThat(answers)
                    .extracting(answer -> answer.join().status())
                    .containsOnly(200, 412)
                    .containsOnlyOnce(200);
            assertThat(sum(client)).isEqualTo(1);
        });
    }

    @Test
    void rejectAndTellOfIt() {
        serve(client -> {
            assertThat(add(client, -1).code()).isEqualTo("NEGATIVE");
            assertThat(client.get("/streams/probe/1").status()).isEqualTo(404);
            add(client, 1);
            add(client, -2);
            assertThat(client.get("/streams/probe/1/decisions").body().path("decisions"))
                    .extracting(decision -> decision.path("reason").asText())
                    .containsExactly("NEGATIVE", "NEGATIVE");
            String next = client.get("/streams/probe/1/decisions?limit=1")
                    .body()
                    .path("next")
                    .asText();
            assertThat(client.get(next).body().path("decisions")).hasSize(1);
        });
    }

    @Test
    void arePreviewedAsTheyAre() {
        serve(client -> {
            add(client, 1);
            Answer preview = client.post("/streams/probe/1/Add?dryRun=true", "{\"amount\":2}");
            assertThat(preview.body().path("state").path("sum").asInt()).isEqualTo(3);
            String lines = client.sendText(client.request("/streams?dryRun=true")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString("""
                            {"stream":"probe/1","command":"Add","data":{"amount":4}}
                            {"stream":"probe/1","command":"Add","data":{"amount":8}}
                            """))
                    .build());
            assertThat(lines).contains("\"sum\":5").contains("\"sum\":13");
            assertThat(client.sendText(client.request("/streams?dryRun=true&version=1")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(
                                    "{\"stream\":\"probe/1\",\"command\":\"Add\",\"data\":{\"amount\":4}}\n"))
                            .build()))
                    .contains("STATE_ALONE");
            assertThat(sum(client)).isEqualTo(1);
        });
    }

    @Test
    void haveNothingOfThePast() {
        serve(client -> {
            add(client, 1);
            JsonNode paths = client.get("/openapi.json").body().path("paths");
            paths.properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        if (path.getKey().contains("{type}")
                                && !OF_PRESENT.contains(method.getKey() + " " + path.getKey())) {
                            requireRefused(client, method.getKey(), path.getKey());
                        }
                    }));
            for (String question : List.of(
                    "/streams/probe/1?version=1",
                    "/streams/probe/1?at=2001-01-01",
                    "/streams/probe/1?known=recorded",
                    "/events?type=probe",
                    "/events?stream=probe/1",
                    "/events?event=probe.Added")) {
                assertThat(client.get(question).code()).as(question).isEqualTo("STATE_ALONE");
            }
            Answer past = client.post("/streams/probe/1/Add?dryRun=true&version=1", "{\"amount\":2}");
            assertThat(past.status()).isEqualTo(409);
            assertThat(past.body().path("detail").asText())
                    .isEqualTo("the streams of probe keep their latest state alone: there are no events of the past");
        });
    }

    private static void requireRefused(TestClient client, String method, String path) {
        String filled = path.replace("{type}", "probe").replace("{id}", "1").replaceAll("\\{[^}]*}", "1");
        Answer answer = client.send(client.request(filled)
                .header("Content-Type", "application/json")
                .method(method.toUpperCase(java.util.Locale.ROOT), BodyPublishers.ofString("{}"))
                .build());
        assertThat(answer.code()).as("%s %s: %s", method, filled, answer.body()).isEqualTo("STATE_ALONE");
    }

    @Test
    void areReadInTheFormOfBeforeAsOfToday() {
        serve(client -> add(client, 1));
        UnaryOperator<StreamType<Probe.State, Probe.Command, Probe.Event>> changed = type -> type.stateAlone()
                .upcastState(Upcaster.from("State", 1).changeText("lastNote", note -> note + "none yet"));
        serve(changed, client -> {
            assertThat(client.get("/streams/probe/1")
                            .body()
                            .path("state")
                            .path("lastNote")
                            .asText())
                    .isEqualTo("none yet");
            add(client, 1);
        });
        serve(
                changed,
                client -> assertThat(client.get("/streams/probe/1")
                                .body()
                                .path("state")
                                .path("lastNote")
                                .asText())
                        .as("changed once")
                        .isEqualTo("none yet"));
        serve(client -> assertThat(
                        client.get("/streams/probe/1").body().path("detail").asText())
                .as("nothing of today reads it")
                .contains("probe.State/2"));
    }

    @Test
    void areDamagedWhereTheirStateIsNotTheOneThatWasStored() {
        serve(client -> add(client, 1));
        change("UPDATE stream_state SET sequence_number = 9");
        serve(client -> {
            assertThat(client.get("/streams/probe/1").code()).isEqualTo("STREAM_DAMAGED");
            assertThat(add(client, 1).code()).isEqualTo("STREAM_DAMAGED");
        });
        change("UPDATE stream_state SET sequence_number = 1");
        serve(client -> assertThat(add(client, 1).status()).isEqualTo(200));
    }

    private void change(String statement) {
        try (Database database = JournalDatabase.open(journal)) {
            assertThat(new Transactions(database.pool(), "test")
                            .<Integer>run(statements -> statements.update(statement)))
                    .isEqualTo(1);
        }
    }

    @Test
    void areVerified() {
        serve(client -> {
            add(client, 1);
            add(client, -1);
            client.post("/streams/probe/2/Add", "{\"amount\":1}");
        });
        assertThat(findings()).isEmpty();
        change("UPDATE stream_state SET sequence_number = 9 WHERE persistence_id = 'probe|2'");
        assertThat(findings()).extracting(Finding::stream).containsExactly("probe/2");
        change("DELETE FROM stream_state WHERE persistence_id = 'probe|2'");
        change("DELETE FROM stream_state WHERE persistence_id = 'probe|1'");
        assertThat(findings())
                .as("a rejection knows of it")
                .extracting(Finding::stream)
                .containsExactly("probe/1");
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        Settings settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
        var _ = new StoppedServer(settings, List.of(Probe.domain(StreamType::stateAlone)))
                .verify(List.of(), findings::add, _ -> {});
        return findings;
    }

    @Test
    void areNotTakenForStreamsWithEvents() {
        serve(client -> add(client, 1));
        assertThatThrownBy(() -> serve(type -> type, client -> add(client, 1)))
                .hasMessageContaining("stateAlone: streams of probe have kept their latest state alone");
        serve(client -> assertThat(sum(client)).isEqualTo(1));
    }

    @Test
    void areNotMadeOfStreamsWithEvents() {
        serve(type -> type, client -> add(client, 1));
        assertThatThrownBy(() -> serve(client -> add(client, 1)))
                .hasMessageContaining("stateAlone: streams of probe have events");
        serve(type -> type, client -> assertThat(sum(client)).isEqualTo(1));
    }

    @Test
    void areWrittenByNobodyWhoDoesNotKnowTheLastState() {
        try (Database database = JournalDatabase.open(journal);
                var queue = new AppendQueue(database, TestDatabases.LIMITS)) {
            queue.keep(row(1, "first")).join();
            queue.keep(row(2, "second")).join();
            for (int stale : List.of(1, 2, 4)) {
                assertThatThrownBy(() -> queue.keep(row(stale, "stale")).join())
                        .as("revision " + stale)
                        .hasCauseInstanceOf(NotWrittenException.class);
            }
            CompletableFuture<?> guilty = queue.keep(row(9, "stale"));
            CompletableFuture<?> innocent = queue.keep(row("probe|2", 1, "other"));
            innocent.join();
            assertThat(guilty).failsWithin(java.time.Duration.ofSeconds(30));
            var table = new StateTable(PerJournal.one(database.pool()));
            StateRow kept = table.of(new StreamId("probe", "1")).orElseThrow();
            assertThat(kept.revision()).isEqualTo(2);
            assertThat(new String(kept.payload(), StandardCharsets.UTF_8)).isEqualTo("second");
        }
    }

    private static StateRow row(long revision, String payload) {
        return row("probe|1", revision, payload);
    }

    private static StateRow row(String persistenceId, long revision, String payload) {
        return new StateRow(
                persistenceId, revision, revision, 0, "probe.State/1", payload.getBytes(StandardCharsets.UTF_8));
    }
}
