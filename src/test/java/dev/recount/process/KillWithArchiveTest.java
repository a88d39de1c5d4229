package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.Statements;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A journal that is archived by a program that is killed at each of its steps, and goes on where it was. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithArchiveTest {

    private static final int ACCOUNTS = 60;
    private static final int MONTHS = 14;
    private static final int DEPOSITS = 45;

    /** What is before the end of the last month but one; three segments hold it. */
    private static final long MOVING = ACCOUNTS * ((MONTHS - 1) * (DEPOSITS + 1L));

    @TempDir
    Path folder;

    @Test
    void losesNothing() throws IOException, SQLException {
        JournalSettings journal = TestDatabases.settings(DatabaseKind.POSTGRESQL, folder);
        Path archive = folder.resolve("archive");
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Bank())) {
            assertThat(server.client().bulk(lines()))
                    .hasSize(ACCOUNTS * (1 + MONTHS * (DEPOSITS + 1)))
                    .allMatch(result -> result.path("status").asInt() == 200);
        }
        var place = (DatabasePlace.Postgres) journal.place();
        String config = config(place, archive).toString();
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password())) {
            makeOld(connection);
            long before = bytes(connection);
            killWhen(config, () -> files(archive) > 0); // stored, and not yet read back
            assertThat(moved(connection)).isLessThan(MOVING);
            killWhen(config, () -> segments(connection) > 0);
            killWhen(config, () -> files(archive) > 1);
            assertThat(moved(connection)).isLessThan(MOVING);
            requireSettledStates(connection);
            try (Program move = Program.start("archive", "--config", config)) {
                assertThat(move.exitCode()).as("%s", move.output()).isZero();
            }
            assertThat(moved(connection)).isEqualTo(MOVING);
            requireSettledStates(connection);
            assertThat(bytes(connection)).as("of %,d bytes", before).isLessThan(before / 2);
        }
        try (Program verify = Program.start("verify", "--config", config)) {
            assertThat(verify.exitCode()).as("%s", verify.output()).isZero();
        }
        requireAll(journal, archive);
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password())) {
            requireDeletion(connection, config, archive);
        }
        try (Program verify = Program.start("verify", "--config", config)) {
            assertThat(verify.exitCode()).as("%s", verify.output()).isZero();
        }
    }

    private static void makeOld(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET recount.repair = on; UPDATE event_journal SET write_timestamp = 0;" + " RESET recount.repair");
        }
    }

    /** Whenever it is killed, what is not noted as deleted is there, and what is noted is removed by the next run. */
    private static void requireDeletion(Connection connection, String config, Path archive) throws SQLException {
        long segments = segments(connection);
        try (Program delete = Program.start("archive", "--delete", "--config", config)) {
            Pause.until(() -> deleted(connection) > 0);
            delete.kill();
        }
        assertThat(files(archive)).isBetween(segments - deleted(connection), segments);
        try (Program delete = Program.start("archive", "--delete", "--config", config)) {
            assertThat(delete.exitCode()).as("%s", delete.output()).isZero();
        }
        assertThat(deleted(connection)).isEqualTo(segments);
        assertThat(files(archive)).isZero();
        assertThat(moved(connection)).isEqualTo(MOVING);
    }

    private static long deleted(Connection connection) {
        return count(connection, "archive_segment WHERE deleted_at IS NOT NULL");
    }

    /** Each stream of which something has moved has the state that it goes on from. */
    private static void requireSettledStates(Connection connection) {
        long archived = count(connection, "archived_stream");
        assertThat(archived).isPositive();
        assertThat(count(
                        connection,
                        "settled_state JOIN archived_stream USING (persistence_id) WHERE drops = drops_before"
                                + " AND settled_state.sequence_number > archived_stream.sequence_number"))
                .isEqualTo(archived);
    }

    private static void killWhen(String config, BooleanSupplier isSoFar) {
        try (Program move = Program.start("archive", "--config", config)) {
            Pause.until(isSoFar);
            move.kill();
        }
    }

    private static List<String> lines() {
        var lines = new ArrayList<String>();
        for (int account = 1; account <= ACCOUNTS; account++) {
            lines.add(line(account, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}", "1993-01-01T00:00:00Z"));
        }
        for (int month = 0; month < MONTHS; month++) {
            YearMonth name = YearMonth.of(1993, 1).plusMonths(month);
            for (int deposit = 0; deposit < DEPOSITS; deposit++) {
                for (int account = 1; account <= ACCOUNTS; account++) {
                    lines.add(line(account, "Deposit", "{\"amount\":1,\"method\":\"CASH\"}", name + "-02T08:00:00Z"));
                }
            }
            for (int account = 1; account <= ACCOUNTS; account++) {
                lines.add(line(account, "CloseMonth", "{\"month\":\"" + name + "\"}", name + "-28T08:00:00Z"));
            }
        }
        return lines;
    }

    private static String line(int account, String command, String data, String time) {
        return "{\"stream\":\"account/%d\",\"command\":\"%s\",\"data\":%s,\"time\":\"%s\"}"
                .formatted(account, command, data, time);
    }

    private Path config(DatabasePlace.Postgres place, Path archive) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), """
                recount {
                  data = "%s"
                  domains = ["%s"]
                  archive.folder = "%s"
                  journal.postgres { url = "%s", user = "%s", password = "%s" }
                }
                """.formatted(
                        folder, Bank.class.getName(), archive, place.url(), place.user(), place.password()));
    }

    /** Each state that ever was is the one that it was. */
    private void requireAll(JournalSettings journal, Path archive) {
        var settings = new ArchiveSettings(Optional.of(archive), Duration.ZERO, ArchiveSettings.READERS);
        try (TestServer server =
                TestServer.start(folder, all -> all.withJournal(journal).withArchive(settings), new Bank())) {
            TestClient client = server.client();
            for (int account = 1; account <= ACCOUNTS; account += 7) {
                for (int month = 1; month <= MONTHS; month++) {
                    int version = 1 + month * (DEPOSITS + 1) - 2;
                    assertThat(client.get("/streams/account/" + account + "?version=" + version)
                                    .body()
                                    .path("state")
                                    .path("balance")
                                    .asInt())
                            .isEqualTo(month * DEPOSITS - 1);
                }
            }
        }
    }

    /** Returns the size of the journal's table with its indexes, with nothing in it that is not in use. */
    private static long bytes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("VACUUM FULL event_journal");
            try (var size = statement.executeQuery("SELECT pg_total_relation_size('event_journal')")) {
                size.next();

                return size.getLong(1);
            }
        }
    }

    private static long moved(Connection connection) {
        return count(connection, "event_journal WHERE octet_length(event_payload) <= 30");
    }

    private static long segments(Connection connection) {
        return count(connection, "archive_segment");
    }

    private static long count(Connection connection, String what) {
        try {
            return new Statements(connection)
                    .select("SELECT COUNT(*) FROM " + what, row -> row.getLong(1))
                    .getFirst();
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }

    private static long files(Path archive) {
        if (!Files.isDirectory(archive)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(file -> file.toString().endsWith(".jsonl.gz")).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
