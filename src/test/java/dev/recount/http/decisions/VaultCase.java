package dev.recount.http.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.decision.DecisionSettings;
import dev.recount.http.TestAccess;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.StreamSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of vaults, on some database, that a person may also write to with a tool. */
abstract class VaultCase {

    static final String USER = "X-User";
    static final String TAKE = "{\"things\":5,\"why\":\"fun\"}";
    static final DecisionSettings ALL = new DecisionSettings(true, true, Duration.ofDays(90));
    static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    @TempDir
    Path folder;

    private DatabasePlace place = new DatabasePlace.Folder(Path.of("."));
    private TestServer server;
    TestClient client;

    abstract DatabaseKind kind();

    @BeforeEach
    void start() {
        place = TestDatabases.settings(kind(), folder).place();
        start(ALL);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(DecisionSettings decisions) {
        server = TestServer.start(folder, settings -> changed(settings, decisions), Vault.domain());
        client = server.client();
    }

    void restart(DecisionSettings decisions) {
        server.close();
        start(decisions);
    }

    private Settings changed(Settings settings, DecisionSettings decisions) {
        HttpSettings http = settings.http();
        StreamSettings streams = settings.streams();
        return settings.withJournal(settings.journal().in(place))
                .withHttp(TestAccess.named(http, USER))
                .withStreams(streams.with(decisions));
    }

    Answer send(String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains(USER)) {
            all.addAll(List.of(USER, "ann"));
        }
        return client.post("/streams/vault/" + path, json, all.toArray(String[]::new));
    }

    Answer get(String path) {
        return client.send(client.request(path).header(USER, "auditor").GET().build());
    }

    List<JsonNode> decisions(String vault) {
        Answer answer = get("/streams/vault/" + vault + "/decisions");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("decisions").valueStream().toList();
    }

    static String text(JsonNode decision, String... path) {
        JsonNode found = decision;
        for (String each : path) {
            found = found.path(each);
        }
        return found.asText();
    }

    /** Changes tables as a person with a database tool does. */
    void change(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return switch (place) {
            case DatabasePlace.Folder(var path) ->
                DriverManager.getConnection(
                        "jdbc:h2:file:" + path.toAbsolutePath().resolve("journal") + ";DATABASE_TO_LOWER=TRUE",
                        "recount",
                        "");
            case DatabasePlace.Postgres(var url, var user, var password, var _, var _) ->
                DriverManager.getConnection(url, user, password);
        };
    }
}
