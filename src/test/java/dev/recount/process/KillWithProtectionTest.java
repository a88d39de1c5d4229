package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.Statements;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.privacy.ClearGuests;
import dev.recount.privacy.Guests;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A journal that is protected by a program that is killed again and again, and goes on where it was. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithProtectionTest {

    private static final int STAYS = 600;
    private static final List<Integer> KILLS = List.of(5, 150);

    @TempDir
    Path folder;

    @Test
    void isWholeInTheEnd() throws IOException, SQLException {
        JournalSettings journal = TestDatabases.settings(DatabaseKind.POSTGRESQL, folder);
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withJournal(journal), new ClearGuests())) {
            List<String> lines = IntStream.range(0, STAYS)
                    .boxed()
                    .flatMap(stay -> IntStream.rangeClosed(1, 3)
                            .mapToObj(nights -> "{\"stream\":\"stay/" + stay
                                    + "\",\"command\":\"Book\",\"data\":{\"guest\":\"Quux " + stay + "\",\"nights\":"
                                    + nights
                                    + "}}"))
                    .toList();
            assertThat(server.client().bulk(lines))
                    .hasSize(3 * STAYS)
                    .allMatch(result -> result.path("status").asInt() == 200);
        }
        String config = config(journal).toString();

        var place = (DatabasePlace.Postgres) journal.place();
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password())) {
            for (int protectedStays : KILLS) {
                try (Program protect = Program.start("protect", "--config", config)) {
                    Pause.until(() -> count(connection, "protected_stream", "TRUE") >= protectedStays);
                    protect.kill();
                }
                assertThat(count(connection, "protected_stream", "TRUE")).isBetween((long) protectedStays, STAYS - 1L);
            }
            try (Program protect = Program.start("protect", "--config", config)) {
                assertThat(protect.exitCode()).as("%s", protect.output()).isZero();
            }
            assertThat(count(connection, "protected_stream", "TRUE")).isEqualTo(STAYS);
            assertThat(count(
                            connection, "event_journal", "POSITION('Quux' IN convert_from(event_payload, 'UTF8')) > 0"))
                    .isZero();
        }
        try (Program verify = Program.start("verify", "--config", config)) {
            assertThat(verify.exitCode()).as("%s", verify.output()).isZero();
        }
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Guests())) {
            for (int stay = 0; stay < STAYS; stay += 7) {
                assertThat(server.client()
                                .get("/streams/stay/" + stay)
                                .body()
                                .path("state")
                                .path("said")
                                .get(2)
                                .asText())
                        .isEqualTo("Quux " + stay);
            }
        }
    }

    private Path config(JournalSettings journal) throws IOException {
        var place = (DatabasePlace.Postgres) journal.place();
        return Files.writeString(folder.resolve("own.conf"), """
                recount {
                  data = "%s"
                  domains = ["%s"]
                  journal.postgres { url = "%s", user = "%s", password = "%s" }
                }
                """.formatted(
                        folder, Guests.class.getName(), place.url(), place.user(), place.password()));
    }

    private static long count(Connection connection, String table, String condition) {
        try {
            return new Statements(connection)
                    .select("SELECT COUNT(*) FROM " + table + " WHERE " + condition, row -> row.getLong(1))
                    .getFirst();
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }
}
