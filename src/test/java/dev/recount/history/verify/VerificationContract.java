package dev.recount.history.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.history.Purse;
import dev.recount.history.WrittenStream;
import dev.recount.journal.Fingerprint;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Snapshot;
import dev.recount.server.StoppedServer;
import dev.recount.server.settings.Settings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The findings of a verification, on every database. */
abstract class VerificationContract {

    private static final int EVENTS = 30;

    @TempDir
    Path folder;

    private JournalSettings journal;
    private WrittenStream<Purse.State, Purse.Command, Purse.Event> good;
    private WrittenStream<Purse.State, Purse.Command, Purse.Event> victim;
    private final List<String> findings = new ArrayList<>();

    abstract DatabaseKind kind();

    @BeforeEach
    void write() throws SQLException {
        journal = TestDatabases.settings(kind(), folder);
        good = purse("good");
        victim = purse("victim");
        try (Database database = JournalDatabase.open(journal)) {
            for (var purse : List.of(good, victim)) {
                purse.store(database);
                for (int version = 3; version <= EVENTS; version += 9) {
                    purse.saveSnapshot(database, version);
                }
            }
        }
    }

    private static WrittenStream<Purse.State, Purse.Command, Purse.Event> purse(String id) {
        var purse = new WrittenStream<>(StreamType.of("purse", new Purse()), id);
        for (int i = 0; i < EVENTS / 3; i++) {
            Instant time = Instant.EPOCH.plusSeconds(i);
            purse.add(new Purse.Event.Noted("n" + i), time);
            purse.add(List.of(new Purse.Event.Added(new BigDecimal("1.50")), new Purse.Event.Counted("c", 1)), time);
        }
        return purse;
    }

    private Report verify(StreamId... streams) {
        findings.clear();
        Settings settings = Settings.read(Optional.empty()).withJournal(journal);
        return new StoppedServer(settings, List.of(Purse.domain(type -> type)))
                .verify(List.of(streams), finding -> findings.add(finding.toString()), _ -> {});
    }

    private void spoil(String sql, Object... values) throws SQLException {
        try (Database database = JournalDatabase.open(journal);
                Connection connection = TestDatabases.repairing(database.pool().getConnection());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    /** Exchanges a part of the snapshot of version 12, as if it had been saved so. */
    private void spoilSnapshot(String part, String other) throws SQLException {
        String text = snapshot();
        assertThat(text).contains(part);
        String saved = text.substring(text.indexOf('\n') + 1).replace(part, other);
        setSnapshot(Fingerprint.of(saved) + "\n" + saved);
    }

    private String snapshot() {
        return new String(victim.snapshot(12), StandardCharsets.UTF_8);
    }

    private void setSnapshot(String text) throws SQLException {
        spoil(
                "UPDATE snapshot SET snapshot_payload = ? WHERE persistence_id = 'purse|victim' AND sequence_number = 12",
                text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsASnapshotThatIsNotAsItWasSaved() throws SQLException {
        setSnapshot(snapshot().replace("\"amount\":6.00", "\"amount\":6.01"));
        assertOnly("purse/victim@12: the snapshot cannot be read: it is not as it was saved");
    }

    private void assertOnly(String finding) {
        Report report = verify();
        assertThat(findings).hasSize(1).first().asString().startsWith(finding);
        assertThat(report.findings()).isEqualTo(1);
        assertThat(verify(good.id()).findings()).isZero();
        assertThat(verify(victim.id()).findings()).isEqualTo(1);
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        Report report = verify();

        assertThat(findings).isEmpty();
        assertThat(report).isEqualTo(new Report(2, 2L * EVENTS, 8, 0, 0, 0, List.of()));
    }

    @Test
    void findsAWrongStateInASnapshot() throws SQLException {
        spoilSnapshot("\"amount\":6.00", "\"amount\":6.01");

        assertOnly("purse/victim@12: the snapshot's state differs from the replay's by"
                + " [{\"op\":\"replace\",\"path\":\"/amount\",\"value\":6.01}]");
    }

    @Test
    void findsWhatElseMayBeWrongInASnapshot() throws SQLException {
        spoilSnapshot(victim.after(12).hash(), victim.after(11).hash());
        assertOnly("purse/victim@12: the snapshot's hash is");
        spoilSnapshot("\"version\":12", "\"version\":13");
        assertOnly("purse/victim@12: the snapshot says that it is of version 13");
        spoilSnapshot("\"time\":\"1970", "\"time\":\"1971");
        assertOnly("purse/victim@12: the snapshot's time is");
        spoilSnapshot("[\"c7\",", "[\"c6\",");
        assertOnly("purse/victim@12: the snapshot's last commands");
        spoilSnapshot("[\"c7\",\"digest\",7,7],", "");
        assertOnly("purse/victim@12: the snapshot's last commands");
        spoilSnapshot("{", "[");
        assertOnly("purse/victim@12: the snapshot cannot be read");
    }

    @Test
    void countsStaleSnapshotsAndDoesNotMindThem() throws SQLException {
        spoil("UPDATE snapshot SET snapshot_ser_manifest = 'purse.State/1' WHERE persistence_id = 'purse|victim'");

        assertThat(verify()).isEqualTo(new Report(2, 2L * EVENTS, 4, 4, 0, 0, List.of()));
    }

    @Test
    void findsAChangedByte() throws SQLException {
        String text = new String(payload(11), StandardCharsets.UTF_8);
        spoil(
                "UPDATE event_journal SET event_payload = ? WHERE persistence_id = 'purse|victim' AND sequence_number = 11",
                text.replace("1.50", "1.60").getBytes(StandardCharsets.UTF_8));

        assertOnly("purse/victim@12: the event of version 12: it does not hold the hash of the event before it");
    }

    @Test
    void findsAnEventThatIsNotTheOneOfItsHash() throws SQLException {
        spoil(
                "UPDATE event_journal SET event_hash = ? WHERE persistence_id = 'purse|victim' AND sequence_number = 30",
                new byte[32]);

        assertOnly("purse/victim@30: the event of version 30: it does not have the hash that was kept beside it");
    }

    @Test
    void asksOthersForEventsThatAreNotThereAnyMore() throws SQLException {
        spoil(
                "INSERT INTO rejection (stream_type, stream_id, stream_version, command_id, command_name, reason, message,"
                        + " time, recorded, principal, correlation) VALUES ('purse', 'victim', 31, 'c', 'Add', 'NO', 'no',"
                        + " TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00', TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00',"
                        + " 'anna', 'x')");
        assertOnly("purse/victim@31: a rejection was decided on at version 31, but the last event is of version 30");

        spoil("UPDATE rejection SET stream_version = 30");
        spoil(
                "INSERT INTO handler_timer (handler, stream, timer, timer_id, due, version, log_position, correlation, in_doubt)"
                        + " VALUES ('clerk', 'purse/gone', 'tick', 't', 0, 7, '1010', 'x', FALSE)");
        verify();
        assertThat(findings)
                .containsExactly(
                        "purse/gone@7: the handler clerk has something to do at version 7, but there is no event");

        spoil("DELETE FROM handler_timer");
        spoil("INSERT INTO pekko_projection_offset_store"
                + " (projection_name, projection_key, current_offset, manifest, mergeable, last_updated)"
                + " VALUES ('view-purses', '1', '104lfls', 'STR', FALSE, 0)");
        verify();
        assertThat(findings)
                .containsExactly("view-purses: it has come to an event that is not there: events at the end were lost");
    }

    private byte[] payload(int version) throws SQLException {
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT event_payload FROM event_journal WHERE persistence_id = 'purse|victim' AND sequence_number = ?")) {
            select.setInt(1, version);
            var row = select.executeQuery();
            assertThat(row.next()).isTrue();
            return row.getBytes(1);
        }
    }

    @Test
    void findsAMissingRow() throws SQLException {
        spoil("DELETE FROM event_journal WHERE persistence_id = 'purse|victim' AND sequence_number = 17");

        assertOnly("purse/victim@17: events are missing after version 16");
    }

    @Test
    void findsAnEventThatTheRulesDoNotKnow() throws SQLException {
        spoil("UPDATE event_journal SET event_ser_manifest = 'purse.Vanished/1'"
                + " WHERE persistence_id = 'purse|victim' AND sequence_number = 30");

        assertOnly("purse/victim@30: the event of version 30: no event purse.Vanished/1 is known");
    }

    @Test
    void findsSnapshotsWithoutTheirEvents() throws SQLException {
        spoil("DELETE FROM event_journal WHERE persistence_id = 'purse|victim' AND sequence_number > 29");
        assertOnly("purse/victim@30: a snapshot, but no event: the stream ends at version 29");

        spoil("DELETE FROM event_journal WHERE persistence_id = 'purse|victim'");
        verify();
        assertThat(findings).containsExactly("purse|victim: there are snapshots, but no events");
    }

    @Test
    void findsStreamsThatItCannotVerify() throws SQLException {
        spoil("UPDATE event_journal SET persistence_id = 'pouch|victim' WHERE persistence_id = 'purse|victim'");
        spoil("UPDATE snapshot SET persistence_id = 'pouch|victim' WHERE persistence_id = 'purse|victim'");
        verify();
        assertThat(findings).singleElement().asString().startsWith("pouch/victim: no domain here has the stream type");

        spoil("UPDATE event_journal SET persistence_id = 'nonsense' WHERE persistence_id = 'pouch|victim'");
        verify();
        assertThat(findings).contains("nonsense: is not the name of a stream");
        verify(victim.id());
        assertThat(findings).containsExactly("purse/victim: there is no such stream");
    }

    @Test
    void changesNothingAndMakesNoJournal() throws SQLException {
        spoil("UPDATE snapshot SET snapshot_ser_manifest = '" + Snapshot.name(good.codec()) + "'");
        verify();
        assertThat(verify().findings()).isZero();

        journal = journal.in(new DatabasePlace.Folder(folder.resolve("nowhere")));
        assertThatThrownBy(this::verify)
                .isInstanceOf(DatabaseException.class)
                .hasMessage("there is no journal in " + folder.resolve("nowhere"));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }
}
