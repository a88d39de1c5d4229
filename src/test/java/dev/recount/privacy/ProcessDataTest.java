package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Personal data in the events and commands that a process holds. */
class ProcessDataTest {

    @TempDir
    Path folder;

    @Test
    void isSealedAndGoesWithItsPerson() throws IOException {
        try (TestServer server = TestServer.start(folder, new Greetings())) {
            TestClient client = server.client();
            require(client.post("/streams/person/p1/Name", "{\"name\":\"Zerubbabel\"}"));
            Pause.until(() -> client.get("/streams/greeting/p1")
                    .body()
                    .path("state")
                    .path("phase")
                    .asText()
                    .equals("ENDED"));
            assertThat(client.get("/streams/letter/p1").body().at("/state/to/0").asText())
                    .isEqualTo("Zerubbabel");
            assertThat(told(client)).contains("\"to\":\"Zerubbabel\"").doesNotContain("$personal", "$sealed");
        }
        assertThat(FilesWithText.readable(folder, List.of("Zerubbabel"))).isEmpty();

        try (TestServer server = TestServer.start(folder, new Greetings())) {
            TestClient client = server.client();
            assertThat(told(client)).contains("\"to\":\"Zerubbabel\"");
            assertThat(client.post("/subjects/person/p1/erase", "{\"ground\":\"asked to\"}")
                            .status())
                    .isBetween(200, 299);
            assertThat(told(client)).contains("CommandAsked").doesNotContain("Zerubbabel");
        }
    }

    private static String told(TestClient client) {
        Answer state = client.get("/streams/greeting/p1");
        Answer history = client.get("/streams/greeting/p1/history");
        return require(state).response().body() + require(history).response().body();
    }

    private static Answer require(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }
}
