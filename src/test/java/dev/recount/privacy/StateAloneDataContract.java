package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Select;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Personal data of streams that keep their latest state alone. */
abstract class StateAloneDataContract {

    private static final String NOTE = "/streams/note/1";

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private void serve(Consumer<TestClient> work) {
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Notes())) {
            work.accept(server.client());
        }
    }

    private static Answer require(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    private static String state(TestClient client) {
        return require(client.get(NOTE)).body().path("state").toString();
    }

    private String stored() {
        try (Database database = JournalDatabase.open(journal)) {
            return String.join(
                    "\n",
                    new Select<>(
                                    "SELECT state_payload FROM stream_state",
                                    _ -> {},
                                    row -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                            .from(database.pool()));
        }
    }

    @Test
    void isSealedWhereItIsKeptAndForgottenWithItsKey() {
        serve(client -> {
            require(client.post(NOTE + "/Write", "{\"line\":\"Xanthippe was here\"}", "Idempotency-Key", "one"));
            assertThat(state(client)).isEqualTo("{\"lines\":[\"Xanthippe was here\"]}");
        });
        assertThat(stored()).contains("$sealed").doesNotContain("Xanthippe");
        serve(client -> {
            assertThat(state(client)).isEqualTo("{\"lines\":[\"Xanthippe was here\"]}");
            assertThat(require(client.post(
                                    NOTE + "/Write", "{\"line\":\"Xanthippe was here\"}", "Idempotency-Key", "one"))
                            .body()
                            .path("repeat")
                            .asBoolean())
                    .isTrue();
            assertThat(require(client.get("/subjects/note/1"))
                            .body()
                            .path("streams")
                            .toString())
                    .isEqualTo("[\"note/1\"]");
            assertThat(require(client.get("/subjects/note/1/export")).response().body())
                    .contains("Xanthippe was here")
                    .doesNotContain("$personal");
            require(client.post("/subjects/note/1/erase", "{\"ground\":\"asked for\"}"));
            assertForgotten(client);
            assertThat(client.post(NOTE + "/Write", "{\"line\":\"again\"}").code())
                    .isEqualTo("SUBJECT_ERASED");
        });
        serve(StateAloneDataContract::assertForgotten);
    }

    private static void assertForgotten(TestClient client) {
        assertThat(state(client)).isEqualTo("{\"erased\":[\"lines/0\"],\"lines\":[null]}");
        for (String path : List.of("/subjects/note/1/export", NOTE + "/decisions", "/events")) {
            assertThat(client.get(path).response().body()).as(path).doesNotContain("Xanthippe");
        }
    }
}
