package dev.recount.http.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of tills, on some database. */
abstract class PreviewCase {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String USER = "X-User";

    @TempDir
    Path folder;

    private TestServer server;
    TestClient client;

    abstract DatabaseKind kind();

    @BeforeEach
    void start() {
        server = TestServer.start(
                folder,
                settings -> settings.withJournal(TestDatabases.settings(kind(), folder))
                        .withHttp(TestAccess.named(settings.http(), USER)),
                Till.domain());
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    Answer send(String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains(USER)) {
            all.addAll(List.of(USER, "ann"));
        }
        return client.post("/streams/" + path, json, all.toArray(String[]::new));
    }

    Answer fill(String path, int coins, String... headers) {
        Answer answer = send(path, coins(coins), headers);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    static String coins(int coins) {
        return "{\"coins\":" + coins + "}";
    }

    Answer get(String path) {
        return client.send(client.request(path).header(USER, "ann").GET().build());
    }

    List<JsonNode> bulk(String query, String... lines) {
        HttpRequest request = client.request("/streams" + query)
                .header("Content-Type", "application/x-ndjson")
                .header(USER, "ann")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        return client.sendText(request).lines().map(PreviewCase::json).toList();
    }

    static String line(String stream, String command, int coins) {
        return "{\"stream\":\"" + stream + "\",\"command\":\"" + command + "\",\"data\":" + coins(coins) + "}";
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(line, noJson);
        }
    }
}
