package dev.recount.http.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preview tells nobody more than sending the command would, and of the past no more than reading it. */
class PreviewRightsTest {

    private static final String RULES = """
            proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
            rules = [
              { roles = [filler], rights = [write], commands = [Fill], streams = ["till/*"] }
              { roles = [reader], rights = [read], streams = ["till/*"] }
            ]""";

    @TempDir
    Path folder;

    private static Answer fill(TestClient client, String query, String roles) {
        return client.post("/streams/till/1/Fill" + query, PreviewCase.coins(1), "X-User", "ann", "X-Roles", roles);
    }

    private static String line(TestClient client, String query, String roles) {
        return client.sendText(client.request("/streams" + query)
                .header("Content-Type", "application/x-ndjson")
                .header("X-User", "ann")
                .header("X-Roles", roles)
                .POST(HttpRequest.BodyPublishers.ofString(PreviewCase.line("till/1", "Fill", 1)))
                .build());
    }

    @Test
    void needsTheRightToSendAndForThePastThatToRead() {
        try (TestServer server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, RULES))),
                Till.domain())) {
            TestClient client = server.client();

            assertThat(fill(client, "?dryRun=true", "reader").status()).isEqualTo(403);
            assertThat(fill(client, "?dryRun=true", "filler").status()).isEqualTo(200);
            assertThat(fill(client, "?dryRun=true&version=0", "filler").status())
                    .isEqualTo(403);
            assertThat(fill(client, "?dryRun=true&known=recorded", "filler").status())
                    .isEqualTo(403);
            assertThat(fill(client, "?dryRun=true&version=0", "filler,reader").status())
                    .isEqualTo(200);
            assertThat(line(client, "?dryRun=true", "filler")).contains("\"status\":200");
            assertThat(line(client, "?dryRun=true&version=0", "filler")).contains("\"status\":403");
            assertThat(line(client, "?dryRun=true&version=0", "filler,reader")).contains("\"status\":200");
        }
    }
}
