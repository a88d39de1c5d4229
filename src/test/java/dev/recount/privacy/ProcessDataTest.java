package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** What is asked is there, and the person is erased before it is done. */
    @Test
    void isRefusedOnceItsPersonIsErasedAndTheProcessGoesOn() {
        try (TestServer server = TestServer.start(folder, new Greetings())) {
            TestClient client = server.client();
            pausing(client, "greeting-steps", () -> {
                require(client.post("/streams/person/p1/Name", "{\"name\":\"Zerubbabel\"}"));
                Pause.until(() -> client.get("/streams/greeting/p1/history")
                        .response()
                        .body()
                        .contains("CommandAsked"));
                erase(client);
            });
            assertGoesWithoutGreeting(client);
        }
    }

    /** The event is there, and the person is erased before the process is told of it. */
    @Test
    void isToldAsErasedWhereItsPersonIsErasedBefore() {
        try (TestServer server = TestServer.start(folder, new Greetings())) {
            TestClient client = server.client();
            pausing(client, "greeting-inputs", () -> {
                require(client.post("/streams/person/p1/Name", "{\"name\":\"Zerubbabel\"}"));
                erase(client);
            });
            assertGoesWithoutGreeting(client);
        }
    }

    private static void pausing(TestClient client, String handler, Runnable meanwhile) {
        require(client.post("/admin/handlers/" + handler + "/pause", ""));
        meanwhile.run();
        require(client.post("/admin/handlers/" + handler + "/resume", ""));
    }

    private static void erase(TestClient client) {
        assertThat(client.post("/subjects/person/p1/erase", "{\"ground\":\"asked to\"}")
                        .status())
                .isBetween(200, 299);
    }

    private static void assertGoesWithoutGreeting(TestClient client) {
        Pause.until(() -> client.get("/streams/greeting/p1")
                .body()
                .at("/state/phase")
                .asText()
                .equals("ENDED"));
        assertThat(client.get("/streams/greeting/p1")
                        .body()
                        .at("/state/own/why")
                        .asText())
                .isEqualTo("SUBJECT_ERASED");
        assertThat(client.get("/streams/letter/p1").response().body()).doesNotContain("Zerubbabel");
        assertThat(client.get("/streams/badge/p1").status()).isEqualTo(404);
        assertThat(client.get("/processes/greeting?state=stuck").body().path("rows"))
                .isEmpty();
    }

    /** It decides something about the person itself, which cannot be stored: only other rules can go on from that. */
    @Test
    void isStuckForAllToSeeWhereItSaysSomethingOfItsErasedPersonItself() {
        try (TestServer server = TestServer.start(folder, new Greetings())) {
            TestClient client = server.client();
            pausing(client, "greeting-steps", () -> {
                require(client.post("/streams/person/thanked/Name", "{\"name\":\"Zerubbabel\"}"));
                Pause.until(() -> client.get("/streams/greeting/thanked/history")
                        .response()
                        .body()
                        .contains("CommandAsked"));
                assertThat(client.post("/subjects/person/thanked/erase", "{\"ground\":\"asked to\"}")
                                .status())
                        .isBetween(200, 299);
            });
            Pause.until(() -> !stuck(client).isEmpty());
            assertThat(stuck(client).path(0).path("id").asText()).isEqualTo("thanked");
            assertThat(stuck(client).path(0).path("error").asText()).contains("person/thanked");
        }
    }

    private static JsonNode stuck(TestClient client) {
        return client.get("/processes/greeting?state=stuck").body().path("rows");
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
