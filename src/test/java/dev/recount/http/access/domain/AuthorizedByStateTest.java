package dev.recount.http.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** Commands that the state of their stream does not permit, and repeats of those that led to that state. */
class AuthorizedByStateTest extends SafesCase {

    private Answer lock(String caller, String id) {
        return post(caller, "/streams/safe/ann/Lock", "{}", "Idempotency-Key", id);
    }

    @Test
    void areRefusedOnceTheStateSaysSo() {
        fill("ann", "ann", 1);
        assertThat(lock("ann", "lock-1").status()).isEqualTo(200);
        Answer refused = post("ann", "/streams/safe/ann/Fill", "{\"things\":1}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("NOT_PERMITTED");
        assertThat(get("ann", "/streams/safe/ann").body().path("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void getTheirFirstAnswerAgainWhereTheSameSenderHasSentThem() {
        Answer first = lock("ann", "lock-1");
        Answer repeat = lock("ann", "lock-1");
        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.body().path("repeat").asBoolean()).isTrue();
        assertThat(repeat.body().path("events")).isEqualTo(first.body().path("events"));
        assertThat(repeat.body().path("state")).isEqualTo(first.body().path("state"));
        assertThat(client().sendText(request("ann", "/streams")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"stream\":\"safe/ann\",\"command\":\"Lock\",\"id\":\"lock-1\",\"data\":{}}"))
                        .build()))
                .contains("\"repeat\":true");
        JsonNode decisions = get("ann", "/streams/safe/ann/decisions").body().path("decisions");
        assertThat(decisions).hasSize(1);
    }

    @Test
    void tellOthersNothingOfWhatCameBefore() {
        assertThat(lock("ann", "lock-1").status()).isEqualTo(200);
        Answer known = lock("ben", "lock-1");
        Answer unknown = lock("ben", "lock-2");
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(403);
        assertThat(known.body().path("detail")).isEqualTo(unknown.body().path("detail"));
        String path = "/streams/safe/ann/Fill";
        for (String caller : new String[] {"ann", "ben"}) {
            assertThat(post(caller, path, "{\"things\":1}", "Idempotency-Key", "lock-1")
                            .code())
                    .as("another command under the id, by %s", caller)
                    .isEqualTo("NOT_PERMITTED");
        }
    }

    @Test
    void tellTheirSenderNothingOfAStreamThatItMayNotRead() {
        for (int time = 0; time < 2; time++) {
            Answer filled = post("ben", "/streams/safe/ann/Fill", "{\"things\":5}", "Idempotency-Key", "fill");
            assertThat(filled.status()).isEqualTo(200);
            assertThat(filled.body().has("state")).isFalse();
            assertThat(filled.body().has("events")).isFalse();
        }
        assertThat(get("ben", "/streams/safe/ann").status()).isEqualTo(403);
        assertThat(get("ann", "/streams/safe/ann").body().path("version").asInt())
                .isEqualTo(1);
    }
}
