package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.server.TestServer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The archive of a journal in H2, which may move to PostgreSQL. */
class H2ArchiveTest extends ArchiveContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Test
    void isReadOnWhenTheJournalHasMovedToAnotherDatabase() {
        Map<String, String> before;
        try (TestServer server = serve()) {
            fill(server.client());
            assertThat(archive(server)).startsWith("0\n");
            before = unsealed(server);
        }
        journal = TestDatabases.settings(TestDatabases.emptyPostgres());
        assertThat(recount("move", "--from-data", folder.toString(), "--config", config().toString()))
                .startsWith("0\n");
        try (TestServer server = serve()) {
            assertThat(unsealed(server)).isEqualTo(before);
            assertThat(archive(server)).startsWith("0\n0 events");
        }
    }

    /** Seals end with a move, and begin anew. */
    private static Map<String, String> unsealed(TestServer server) {
        var answers = new TreeMap<>(answers(server));
        answers.keySet().removeIf(path -> path.contains("/receipt") || path.startsWith("/seal"));
        return answers;
    }
}
