package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.place.DatabasePlace;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.verifier.RecountVerify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is deleted from the archive of a journal in PostgreSQL, where a program of its own can look at it as well. */
@Tag("slow")
class PostgresDeletionTest extends DeletionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Test
    void theVerifierTellsDeletedEventsFromChangedOnes() throws IOException, SQLException {
        archived();
        String key;
        Path checkpoint;
        try (TestServer server = serve()) {
            TestClient client = server.client();
            key = TestSeals.tree(client).path("verifierKeys").path(0).asText();
            checkpoint = Files.writeString(
                    folder.resolve("checkpoint"),
                    client.sendText(client.request("/seal/1/checkpoint").GET().build()));
        }
        assertThat(delete()).startsWith("0\n");
        assertThat(verified(key, checkpoint))
                .startsWith("0\nholds: the first " + ACCOUNTS * VERSIONS + " events")
                .contains(", " + ACCOUNTS * MOVING + " of them by their hashes alone, as they were deleted since");
        attack("UPDATE event_journal SET event_hash = (SELECT event_hash FROM event_journal other"
                + " WHERE other.persistence_id = 'account|1' AND other.sequence_number = 5)"
                + " WHERE persistence_id = 'account|1' AND sequence_number = 4");
        assertThat(verified(key, checkpoint)).startsWith("1\n").contains("account/1@4 was never sealed so");
    }

    /** Returns the words of the verifier, with its exit code before them. */
    private String verified(String key, Path checkpoint) {
        var place = (DatabasePlace.Postgres) journal.place();
        var bytes = new ByteArrayOutputStream();
        int code = RecountVerify.run(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                "database",
                "--jdbc",
                place.url(),
                "--user",
                place.user(),
                "--password",
                place.password(),
                "--key",
                key,
                "--checkpoint",
                checkpoint.toString(),
                "--archive",
                archive().toString());
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }
}
