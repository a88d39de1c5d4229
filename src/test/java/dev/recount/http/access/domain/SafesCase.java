package dev.recount.http.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.TestAccess;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of safes, of which anyone who is known may do everything that the safes' own rules let be. */
abstract class SafesCase {

    private static final String RULES = """
            proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
            rules = [
              {
                roles = [other, auditor, inspector]
                rights = [read, write, subscribe, query, preview, correct, approve, erase, archive, operate]
              }
              { roles = [hall], rights = [query], views = [safes], rows = { room = hall } }
            ]
            """;

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        start(Safe.domain());
    }

    final void start(Domain domain) {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> changed(settings.withHttp(settings.http().with(TestAccess.read(folder, RULES)))),
                domain);
    }

    /** Returns the settings as the test needs them. */
    Settings changed(Settings settings) {
        return settings;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    TestClient client() {
        return server.client();
    }

    HttpRequest.Builder request(String caller, String path) {
        return client().request(path).header("X-User", caller).header("X-Roles", role(caller));
    }

    /** The auditor and the inspector have the roles of these names, others none of theirs. */
    private static String role(String caller) {
        return switch (caller) {
            case "auditor", "inspector", "hall" -> caller;
            case "chief" -> "auditor, inspector";
            default -> "other";
        };
    }

    Answer get(String caller, String path) {
        return client().send(request(caller, path).GET().build());
    }

    Answer post(String caller, String path, String json, String... headers) {
        HttpRequest.Builder request = request(caller, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client().send(request.build());
    }

    Answer fill(String caller, String safe, int things) {
        Answer filled = post(caller, "/streams/safe/" + safe + "/Fill", "{\"things\":" + things + "}");
        assertThat(filled.status()).as("%s", filled.body()).isEqualTo(200);
        return filled;
    }
}
