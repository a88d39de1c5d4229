package dev.recount.http.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers of a server that knows none: a domain's rules hold for them all the same. */
class AnonymousCallersTest {

    @TempDir
    Path folder;

    @Test
    void seeWhatTheDomainShowsThoseOfWhomNothingIsKnown() {
        try (TestServer server = TestServer.start(folder, Safe.domain())) {
            TestClient client = server.client();
            for (String safe : new String[] {"ann", "anonymous"}) {
                TestClient.Answer filled = client.post("/streams/safe/" + safe + "/Fill", "{\"things\":1}");
                assertThat(filled.status()).isEqualTo(200);
                assertThat(filled.body().has("state")).isEqualTo(safe.equals("anonymous"));
            }
            assertThat(client.get("/streams/safe/ann").status()).isEqualTo(403);
            assertThat(client.get("/streams/safe/anonymous").status()).isEqualTo(200);
            assertThat(client.get("/streams/safe").body().path("streams").toString())
                    .isEqualTo("[\"anonymous\"]");
            assertThat(client.get("/events").body().path("events")).hasSize(1);
            assertThat(client.get("/admin/worlds").status()).isEqualTo(403);
            server.awaitView("safes", "safe/anonymous");
            assertThat(client.get("/views/safes?count=true")
                            .body()
                            .path("count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(client.get("/views/safes/ann").status()).isEqualTo(404);
        }
    }
}
