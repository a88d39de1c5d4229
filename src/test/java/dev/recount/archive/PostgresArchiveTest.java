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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The archive of a journal in PostgreSQL, where a program of its own can look at it as well. */
class PostgresArchiveTest extends ArchiveContract {

    private String key = "";
    private Path checkpoint = Path.of("");

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Test
    void theVerifierFindsWhatWasSealedInTheArchive() throws IOException {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            fill(client);
            key = TestSeals.tree(client).path("verifierKeys").path(0).asText();
            checkpoint = Files.writeString(
                    folder.resolve("checkpoint"),
                    client.sendText(client.request("/seal/1/checkpoint").GET().build()));
            assertThat(archive(server)).startsWith("0\n");
        }
        int events = ACCOUNTS * VERSIONS;
        assertThat(verified())
                .startsWith("2\ncannot be verified: account/")
                .contains("is archived: --archive DIR has to say where the segments are");
        assertThat(verified("--archive", archive().toString())).startsWith("0\nholds: the first " + events + " events");
        changeSegment();
        assertThat(verified("--archive", archive().toString()))
                .startsWith("1\n")
                .contains("account/1@4 was never sealed so");
        Files.delete(files(".jsonl.gz").getFirst());
        assertThat(verified("--archive", archive().toString())).startsWith("2\ncannot be verified: ");
    }

    /** Returns the words of the verifier, with its exit code before them. */
    private String verified(String... more) {
        var place = (DatabasePlace.Postgres) journal.place();
        var words = new ArrayList<>(
                List.of("database", "--jdbc", place.url(), "--user", place.user(), "--password", place.password()));
        words.addAll(List.of("--key", key, "--checkpoint", checkpoint.toString()));
        words.addAll(List.of(more));
        var bytes = new ByteArrayOutputStream();
        int code =
                RecountVerify.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), words.toArray(String[]::new));
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }
}
