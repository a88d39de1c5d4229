package dev.recount.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose steps come to streams that have moved: they go on by that answer, and nothing is left undone. */
class MovedStepsTest {

    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestServer.start(folder, new Savings());
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void accepted(String path, String body) {
        TestClient.Answer answer = client.post(path, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private void change(String command, String stream) {
        accepted("/streams/" + stream + "/" + command, "{\"amount\":7,\"place\":\"hand\"}");
    }

    private void moveThePurse(String id) {
        accepted("/admin/migrations/purse-to-chest", "{}");
        Pause.until(() -> total("chest/" + id) == 7);
        Pause.until(() -> client.get("/streams/purse/" + id + "/events")
                .body()
                .path("events")
                .findValuesAsText("type")
                .contains("purse.recount.Moved"));
    }

    private long total(String stream) {
        return client.get("/streams/" + stream).body().at("/state/total").asLong();
    }

    private String process(String id, String field) {
        return client.get("/streams/saving/" + id).body().at("/state/" + field).asText();
    }

    private List<String> events(String id) {
        return client.get("/streams/saving/" + id + "/events")
                .body()
                .path("events")
                .findValuesAsText("type");
    }

    @Test
    void undoWhatWasDoneWhereTheNextOneIsMoved() {
        change("Put", "purse/x");
        moveThePurse("x");
        change("Put", "plan/x");

        Pause.until(() -> process("x", "phase").equals("ENDED"));
        assertThat(process("x", "own/why")).isEqualTo("put: MOVED, it goes on in [chest/x]");
        assertThat(total("notes/x")).isZero();
        assertThat(total("chest/x")).isEqualTo(7);
    }

    @Test
    void nameWhatCannotBeUndoneAsItIsMovedAndUndoTheRest() {
        change("Put", "plan/y");
        Pause.until(() -> total("purse/y") == 7);
        moveThePurse("y");
        change("Take", "plan/y");

        Pause.until(() -> process("y", "phase").equals("ENDED"));
        assertThat(events("y"))
                .containsSubsequence("saving.UndoRejected", "saving.UndoAccepted", "saving.UndoEnded", "saving.Undone");
        assertThat(client.get("/streams/saving/y/events").body().path("events").toString())
                .contains("\"but\":[\"put\"]");
        assertThat(total("notes/y")).isZero();
    }
}
