package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.postgres.Roles;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.Journals;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose role in PostgreSQL may add events, and neither change nor delete any. */
@Tag("slow")
class ServerRoleTest {

    private static final String ONE = "{\"kind\":\"pear\",\"number\":1}";

    private final DatabasePlace.Postgres postgres = TestDatabases.emptyPostgres();

    /** Without the user, which the URL would name. */
    private final String url = postgres.url().replaceAll("[?].*", "");

    @TempDir
    Path data;

    private DatabasePlace.Postgres as(String role) {
        return new DatabasePlace.Postgres(url, role, "", postgres.connectTimeout(), postgres.statementTimeout());
    }

    private void execute(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private TestServer start() {
        return TestServer.start(
                data,
                settings -> settings.withJournal(settings.journal().in(as("test_server")))
                        .withArchive(new ArchiveSettings(
                                Optional.of(data.resolve("archive")), Duration.ZERO, ArchiveSettings.READERS)),
                new Tally());
    }

    @Test
    void doesAllThatAServerDoesAndCannotForge() throws SQLException {
        Journals.open(TestDatabases.settings(postgres)).close();
        String sql = new Roles("test_owner", "test_server").sql();
        execute("postgres", sql);
        execute("postgres", sql);

        try (TestServer server = start()) {
            assertThat(server.client().post("/streams/tally/a/Count", ONE).status())
                    .isEqualTo(200);
            assertThat(server.client()
                            .post(
                                    "/transactions",
                                    "{\"commands\": [{\"stream\": \"tally/a\", \"command\": \"Count\", \"data\": "
                                            + ONE
                                            + "}], \"conditions\": [{\"stream\": \"tally/b\", \"version\": 0}]}")
                            .status())
                    .isEqualTo(200);
            server.client()
                    .send(server.client()
                            .request("/admin/views/totals/rebuild")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build());
            await(server, 2);
            assertThat(server.client().post("/admin/archive?dryRun=true", "").status())
                    .isEqualTo(200);
            TestClient.Answer refused = server.client().post("/admin/archive", "");
            assertThat(refused.code()).isEqualTo("NOT_ARCHIVED");
            assertThat(refused.body().path("detail").asText()).contains("the role that owns the tables");
        }
        for (String change : new String[] {
            "UPDATE event_journal SET writer = 'x'", "DELETE FROM event_journal", "TRUNCATE event_journal"
        }) {
            assertThatThrownBy(() -> execute("test_server", change)).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute("test_owner", change))
                    .hasMessageContaining("events are never changed nor deleted");
        }
        execute("test_owner", "SET recount.repair = on; UPDATE event_journal SET writer = 'x'");
        execute("postgres", "DELETE FROM flyway_schema_history WHERE version::integer >= 14");
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("run recount migrate --config FILE once, with the role that owns them");
    }

    private static void await(TestServer server, int generation) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.client()
                        .get("/admin/views/totals")
                        .body()
                        .path("live")
                        .path("generation")
                        .asInt()
                != generation) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Pause.briefly();
        }
    }
}
