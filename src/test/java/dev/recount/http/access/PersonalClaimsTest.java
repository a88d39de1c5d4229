package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.claim.Club;
import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look-up of who holds a value that is personal data, by callers who see it and callers who do not. */
class PersonalClaimsTest {

    private static final String RULES = """
            proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
            rules = [
              { roles = [clerk], rights = [read, write] }
              { roles = [kin], rights = [read] }
              { roles = [kin], rights = [read, personal], streams = ["member/1"] }
              { roles = [full], rights = [admin] }
            ]""";

    @TempDir
    Path folder;

    @Test
    void findsNothingForWhoDoesNotSeeTheValue() {
        try (TestServer server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, RULES))),
                new Club())) {
            TestClient client = server.client();
            for (String member : new String[] {"1", "2"}) {
                Answer joined = client.send(as(client, "clerk", "/streams/member/" + member + "/Join")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"email\":\"m%s@example.com\",\"handle\":\"h%s\"}".formatted(member, member)))
                        .build());
                assertThat(joined.status()).as(joined.body().toString()).isEqualTo(200);
            }
            assertThat(found(client, "full", "email/m1@example.com")).isEqualTo("member/1");
            assertThat(found(client, "kin", "email/m1@example.com")).isEqualTo("member/1");
            assertThat(found(client, "kin", "email/m2@example.com")).isEmpty();
            assertThat(found(client, "clerk", "email/m1@example.com")).isEmpty();
            assertThat(found(client, "clerk", "handle/h1")).isEqualTo("member/1");
        }
    }

    private static HttpRequest.Builder as(TestClient client, String role, String path) {
        return client.request(path).header("X-User", role).header("X-Roles", role);
    }

    private static String found(TestClient client, String role, String claim) {
        return client.send(as(client, role, "/claims/" + claim).build())
                .body()
                .path("stream")
                .asText();
    }
}
