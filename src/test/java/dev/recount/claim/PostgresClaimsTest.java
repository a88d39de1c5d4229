package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The values that one stream at a time holds, in PostgreSQL. */
class PostgresClaimsTest extends ClaimsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    /** A transaction has its place in the log once it has written anything, which may be long before it is committed. */
    @Test
    void haveOneHolderAtEachPlaceOfTheLogAlsoWhereATransactionIsHeldUp() throws SQLException {
        try (TestServer server = serve("handle");
                Database database = JournalDatabase.open(journal);
                Connection other = database.unhurried().getConnection()) {
            TestClient client = server.client();
            assertThat(call(client, "first").join().status()).isEqualTo(200);
            other.setAutoCommit(false);
            new Statements(other)
                    .update("INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                            + " adapter_manifest, event_payload, event_ser_id, event_ser_manifest)"
                            + " VALUES ('member|1', 1, '', 0, '', '', 0, '')");
            CompletableFuture<?> heldUp =
                    client.postLater("/streams/member/1/Join", joining("anna@example.com", "anna"));
            Pause.until(() -> waiting(database) == 1);
            CompletableFuture<TestClient.Answer> taking = call(client, "anna");
            Pause.until(() -> taking.isDone() || waiting(database) == 2);
            if (taking.isDone()) {
                call(client, "eagles").join();
            }
            other.rollback();
            heldUp.join();
            taking.join();
            var holders = new ArrayList<String>();
            for (JsonNode event : client.get("/events").body().path("events")) {
                if (event.path("data").path("handle").asText().equals("anna")) {
                    holders.add(event.path("source").asText());
                } else if (event.path("source").asText().equals("/streams/team/1")) {
                    holders.remove("/streams/team/1");
                }
                assertThat(holders).hasSizeLessThan(2);
            }
            assertThat(holders).hasSize(1);
        }
    }

    private static CompletableFuture<TestClient.Answer> call(TestClient client, String handle) {
        return client.postLater("/streams/team/1/Call", "{\"handle\": \"" + handle + "\"}");
    }

    /** Returns how many transactions wait for others. */
    private static int waiting(Database database) {
        return new Select<>(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                        _ -> {},
                        row -> row.getInt(1))
                .from(database.pool())
                .size();
    }
}
