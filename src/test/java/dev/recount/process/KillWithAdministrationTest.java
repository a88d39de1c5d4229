package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.privacy.People;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed while it does what an administrator has asked for: it is on record that it was asked. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithAdministrationTest {

    @TempDir
    Path folder;

    @Test
    void knowsWhatWasAskedAndNotAnswered() throws IOException {
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + "recount.domains = [\"" + People.class.getName() + "\"]\n"
                        + "recount.privacy.cached-for = 30 s\n"); // nobody is erased before
        try (ServerProcess server = start(config)) {
            TestClient client = server.client();
            assertThat(client.post("/streams/person/1/Name", "{\"name\":\"Ann\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/admin/views/entries/pause", "{}").status()).isEqualTo(200);
            CompletableFuture<?> erasing = client.postLater(
                    "/subjects/person/1/erase", "{\"ground\":\"asked to\"}", "Recount-Reason", "request 4711");
            Pause.until(() -> events(client).size() == 3);
            server.killOnce(() -> true, List.of());
            Assertions.assertThatThrownBy(erasing::get).isInstanceOf(ExecutionException.class);
        }
        try (ServerProcess server = start(config)) {
            TestClient client = server.client();
            JsonNode events = events(client);
            assertThat(events)
                    .extracting(event -> event.path("type").asText())
                    .containsExactly(
                            "recount-administration.Asked",
                            "recount-administration.Answered",
                            "recount-administration.Asked");
            JsonNode erase = events.path(2);
            assertThat(erase.path("data").path("reason").asText()).isEqualTo("request 4711");
            String stream = erase.path("id").asText().replaceAll("@.*", "");
            JsonNode unanswered =
                    client.get("/streams/" + stream).body().path("state").path("unanswered");
            assertThat(unanswered).hasSize(1);
            assertThat(unanswered.path(0).path("act"))
                    .isEqualTo(erase.path("data").path("act"));
            assertThat(unanswered.path(0).path("request").asText()).isEqualTo("POST /subjects/{type}/{id}/erase");
        }
    }

    private static JsonNode events(TestClient client) {
        return client.get("/events?type=recount-administration").body().path("events");
    }

    private ServerProcess start(Path config) {
        return ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    }
}
