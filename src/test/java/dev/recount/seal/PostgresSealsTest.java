package dev.recount.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.Journals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The trees that seal a journal in PostgreSQL, which somebody else can change. */
class PostgresSealsTest extends SealsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Test
    void tellWhatIsNotAsItWasSealed() throws SQLException {
        try (TestServer server = serve();
                Journals journals = Journals.open(journal)) {
            TestClient client = server.client();
            deposit(client, "1", 5);
            TestSeals.awaitSealed(client, 6);
            try (Connection connection =
                            TestDatabases.repairing(journals.home().pool().getConnection());
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE event_journal SET event_payload = event_payload || '\\x20'::bytea,"
                        + " event_hash = NULL WHERE sequence_number = 4");
            }
            assertThat(client.get("/streams/account/1/events/4/receipt").code()).isEqualTo("NOT_AS_SEALED");
            assertThat(client.get("/seal/1/tile/entries/000.p/6").code()).isEqualTo("NOT_AS_SEALED");
        }
    }
}
