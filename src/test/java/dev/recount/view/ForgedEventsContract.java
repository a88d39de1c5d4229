package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.TestDatabases;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestSubscription;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that someone has changed or deleted in the database are told by nobody as if they were true. */
abstract class ForgedEventsContract extends ViewScenario {

    private static final int EVENTS = 105;

    /** By default, a snapshot is saved every so many events. */
    private static final int SNAPSHOT = 100;

    private static final String ONE = "{\"kind\":\"pear\",\"number\":1}";

    /** What is sealed is found out by more than these look at. */
    @Override
    Settings placed(Settings settings) {
        Settings placed = super.placed(settings);
        return placed.withSeals(placed.seals().off());
    }

    @BeforeEach
    void count() {
        for (String tally : List.of("victim", "good")) {
            String line = "{\"stream\":\"tally/" + tally + "\",\"command\":\"Count\",\"data\":" + ONE + "}";
            client().bulk(Collections.nCopies(EVENTS, line));
        }
        assertThat(version("good")).isEqualTo(EVENTS);
        assertThat(version("victim")).isEqualTo(EVENTS);
    }

    private long version(String tally) {
        return client().get("/streams/tally/" + tally).body().path("version").asLong();
    }

    private void stopped(Runnable meanwhile) {
        restart(Tally.totals(), meanwhile);
    }

    private void change(Work work) {
        try (Database database = JournalDatabase.open(settings());
                Connection connection = TestDatabases.repairing(database.pool().getConnection())) {
            work.with(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    /** Exchanges numbers in an event, and the hash that is kept beside it as well if so. */
    private static void forge(Connection connection, int version, int number, int other, boolean hash)
            throws SQLException {
        String where = " WHERE persistence_id = 'tally|victim' AND sequence_number = " + version;
        StoredEvent event;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT event_ser_manifest, event_payload FROM event_journal" + where);
                ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            String text = new String(row.getBytes(2), StandardCharsets.UTF_8);
            String part = "\"data\":{\"kind\":\"pear\",\"number\":" + number + "}";
            assertThat(text).contains(part);
            String forged = text.replace(part, part.replace(":" + number + "}", ":" + other + "}"));
            event = new StoredEvent(row.getString(1), forged.getBytes(StandardCharsets.UTF_8));
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE event_journal SET event_payload = ?" + (hash ? ", event_hash = ?" : "") + where)) {
            update.setBytes(1, event.payload());
            if (hash) {
                update.setBytes(2, event.hash());
            }
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private JsonNode awaitDamaged() {
        return await(
                        "/admin/damaged-streams",
                        answer -> !answer.body().path("streams").isEmpty())
                .body()
                .path("streams");
    }

    private void assertDamaged(String path) {
        assertDamaged(client().get(path), path);
    }

    private static void assertDamaged(Answer answer, String what) {
        assertThat(answer.code()).as(what + ": " + answer.body()).isEqualTo("STREAM_DAMAGED");
        assertThat(answer.status()).isEqualTo(500);
    }

    private List<String> verify() {
        var findings = new ArrayList<String>();
        Settings settings = Settings.read(Optional.empty()).withJournal(settings());
        new StoppedServer(settings, List.of(new Tally()))
                .verify(List.of(), finding -> findings.add(finding.toString()), _ -> {});
        return findings;
    }

    @Test
    void oneBeforeTheSnapshotIsToldByNobodyAndItsStreamGoesOnWhenItIsMended() throws IOException {
        var findings = new ArrayList<String>();
        stopped(() -> change(connection -> forge(connection, 3, 1, 100, false)));

        JsonNode damaged = awaitDamaged();
        assertThat(damaged).hasSize(1);
        assertThat(damaged.path(0).path("stream").asText()).isEqualTo("tally/victim");
        assertThat(damaged.path(0).path("version").asInt()).isEqualTo(3);
        String victim = "/streams/tally/victim";
        assertDamaged(victim);
        assertDamaged(client().post(victim + "/Count", ONE), "a command");
        assertDamaged(victim + "/events?limit=10");
        assertDamaged(victim + "/events?after=50");
        assertDamaged(victim + "?version=3");
        assertDamaged(victim + "?version=104");
        assertDamaged(victim + "?at=2100-01-01");
        assertDamaged(victim + "/diff?from=1&to=5");
        assertThat(client().get(victim + "?version=2")
                        .body()
                        .path("state")
                        .path("sum")
                        .asInt())
                .isEqualTo(2);
        assertThat(version("good")).isEqualTo(EVENTS);
        assertThat(client().post("/streams/tally/good/Count", ONE).status()).isEqualTo(200);
        assertInTheLog();
        assertThat(order("totals", "rebuild").status()).isEqualTo(200);
        Answer view = await(
                "/admin/views/totals",
                answer -> answer.body().path("state").asText().equals("FAILED"));
        assertThat(view.body().toString()).contains("tally/victim@3");
        assertThat(client().sendText(client().request("/metrics").GET().build()))
                .contains("recount_streams_damaged 1.0");

        stopped(() -> {
            findings.addAll(verify());
            change(connection -> forge(connection, 3, 100, 1, false));
        });
        assertThat(findings)
                .containsExactly(
                        "tally/victim@3: the event of version 3: it does not have the hash that was kept beside it");
        await("/admin/damaged-streams", answer -> answer.body().path("streams").isEmpty());
        await(victim, answer -> answer.status() == 200);
        assertThat(client().post(victim + "/Count", ONE).status()).isEqualTo(200);
    }

    private void assertInTheLog() throws IOException {
        JsonNode events = client().get("/events?type=tally&limit=10").body().path("events");
        assertThat(events.path(1).has("problem")).isFalse();
        assertThat(events.path(2).path("id").asText()).isEqualTo("tally/victim@3");
        assertThat(events.path(2).has("problem")).isTrue();
        assertThat(events.path(2).has("data")).isFalse();
        try (TestSubscription log = TestSubscription.open(client(), "/events?event=tally.Counted")) {
            log.nextEvent();
            log.nextEvent();
            assertThat(log.nextEvent()).isEqualTo(events.path(2));
        }
    }

    @Test
    void oneWhoseHashWasForgedWithItBreaksTheLinkToTheNext() {
        var findings = new ArrayList<String>();
        stopped(() -> {
            change(connection -> forge(connection, 3, 1, 100, true));
            findings.addAll(verify());
        });

        assertThat(findings)
                .containsExactly(
                        "tally/victim@4: the event of version 4: it does not hold the hash of the event before it");
        assertThat(awaitDamaged().path(0).path("version").asInt()).isEqualTo(4);
        assertDamaged("/streams/tally/victim");
        assertDamaged("/streams/tally/victim/events?after=3&limit=1");
        assertThat(client().get("/events?type=tally&limit=10")
                        .body()
                        .path("events")
                        .path(3)
                        .has("problem"))
                .isTrue();
    }

    @Test
    void theLastOnesDeletedAreMissedByTheSnapshotAndTheView() {
        assertThat(ask("/views/totals", count("victim", "pear", 1)).status()).isEqualTo(200);
        var findings = new ArrayList<String>();
        stopped(() -> {
            change(connection -> execute(
                    connection,
                    "DELETE FROM event_journal WHERE persistence_id = 'tally|victim' AND sequence_number >= "
                            + SNAPSHOT));
            findings.addAll(verify());
        });

        assertThat(findings).first().asString().startsWith("tally/victim@100: a snapshot, but no event");
        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("view-totals")
                        .endsWith("it has come to an event that is not there: events at the end were lost"));
        String victim = "/streams/tally/victim";
        assertDamaged(client().post(victim + "/Count", ONE), "a command");
        assertThat(awaitDamaged().path(0).path("version").asInt()).isEqualTo(SNAPSHOT);
        assertDamaged(victim);
        assertDamaged(victim + "/events?after=90");
        assertDamaged(victim + "?version=105");
        assertDamaged(victim + "?at=2100-01-01");
        assertDamaged(victim + "/history?after=90");
        assertThat(client().get(victim + "?version=99").status()).isEqualTo(200);
    }

    @Test
    void aWholeStreamDeletedIsMissedBySnapshots() {
        stopped(() -> change(
                connection -> execute(connection, "DELETE FROM event_journal WHERE persistence_id = 'tally|victim'")));

        String victim = "/streams/tally/victim";
        assertDamaged(client().post(victim + "/Count", ONE), "a command");
        assertThat(awaitDamaged().path(0).path("version").asInt()).isEqualTo(1);
        assertDamaged(victim);
        assertDamaged(victim + "/events");
        assertDamaged(victim + "?version=1");
        assertDamaged(victim + "/history");
    }
}
