package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.Journals;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The export of journals in PostgreSQL, which somebody else can change. */
class PostgresExportTest extends ExportContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    private void attack(String statement) throws SQLException {
        try (Journals journals = Journals.open(journal);
                Connection connection =
                        TestDatabases.repairing(journals.home().pool().getConnection());
                Statement attack = connection.createStatement()) {
            attack.execute(statement);
        }
    }

    @Test
    void refusesWhatIsNotAsItWasSealed() throws SQLException, IOException {
        try (TestServer server = serve();
                TestClient client = server.client()) {
            account(client, "1", 5);
            TestSeals.awaitSealed(client, 6);
            for (String attack : new String[] {
                "UPDATE event_journal SET event_payload = event_payload || '\\x20'::bytea WHERE sequence_number = 4",
                "UPDATE event_journal SET event_hash ="
                        + " sha256(convert_to(event_ser_manifest || E'\\n', 'UTF8') || event_payload)",
                "UPDATE event_journal SET deleted = TRUE WHERE sequence_number = 4"
            }) {
                attack(attack);
                assertThat(client.get("/seal/1/rows").code()).isEqualTo("NOT_AS_SEALED");
                assertThat(export(server))
                        .startsWith("1\n")
                        .contains("journal 1: account/1@4 is not in the journal as it was sealed");
            }
            attack("DELETE FROM event_journal WHERE sequence_number = 6");
            assertThat(client.get("/seal/1/rows?from=5").code()).isEqualTo("NOT_AS_SEALED");
            assertThat(files().keySet()).isEmpty();
        }
    }

    @Test
    void refusesRowsThatWereChangedWithTheTree() throws SQLException, IOException {
        try (TestServer server = serve();
                TestClient client = server.client()) {
            account(client, "1", 5);
            TestSeals.awaitSealed(client, 6);
            attack("UPDATE event_journal SET event_payload = event_payload || '\\x20'::bytea, event_hash ="
                    + " sha256(convert_to(event_ser_manifest || E'\\n', 'UTF8') || event_payload || '\\x20'::bytea)"
                    + " WHERE sequence_number = 4");
            attack("UPDATE seal_tile SET hashes = substring(hashes for 96) || sha256('\\x00'::bytea"
                    + " || convert_to(E'account/1\\n4\\n' || encode(event_hash, 'base64') || E'\\n', 'UTF8'))"
                    + " || substring(hashes from 129) FROM event_journal WHERE sequence_number = 4");
            assertThat(client.get("/seal/1/rows").status()).isEqualTo(200);
            assertThat(export(server))
                    .startsWith("1\n")
                    .contains("is not as it was signed in the checkpoint of 6 entries: the entries from 0 up to 5");
            assertThat(files().keySet()).isEmpty();
        }
    }

    @Test
    void takesSeveralJournals() {
        journal = TestDatabases.several(2);
        try (TestServer server = serve();
                TestClient client = server.client()) {
            for (int i = 1; i <= 8; i++) {
                account(client, Integer.toString(i), 2);
            }
            TestSeals.awaitSealed(client, 24);
            assertThat(TestSeals.trees(client))
                    .allMatch(tree -> tree.path("size").asInt() > 0);
            assertThat(export(server, keys(client))).startsWith("0\n").contains("journal 1: ", "journal 2: ");
            assertThat(verified(keys(client))).startsWith("0\n").contains("holds: journal-1/", "holds: journal-2/");
        }
    }
}
