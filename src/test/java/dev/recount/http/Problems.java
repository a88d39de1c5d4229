package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The rules that every problem document has to keep. */
final class Problems {

    private static final JsonMapper JSON = new JsonMapper();

    private Problems() {}

    /** Makes sure that an answer is a problem of this status and code, and returns its detail. */
    static String assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return assertProblem(answer.body(), status, code);
    }

    static String assertProblem(RawClient.Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        return assertProblem(parse(answer.body()), status, code);
    }

    private static String assertProblem(JsonNode document, int status, String code) {
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "title", "status", "code", "detail");
        assertThat(document.path("type").asText())
                .isEqualTo(
                        "urn:problem:recount:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(document.path("title").asText()).isNotBlank();
        assertThat(document.path("status").asInt()).isEqualTo(status);
        assertThat(document.path("code").asText()).isEqualTo(code);
        String detail = document.path("detail").asText();
        assertInnocent(detail);
        return detail;
    }

    /** Makes sure that an answer blames the request for what is wrong, before any rule of the domain was asked. */
    static void assertRefused(RawClient.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(400, 499).isNotEqualTo(422);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertInnocent(answer.body());
    }

    /** Makes sure that a text tells nothing of the inner workings. */
    static void assertInnocent(String text) {
        assertThat(text)
                .isNotBlank()
                .doesNotContain("\tat ", "Exception", "java.", "dev.recount", "org.apache", "scala", "fasterxml");
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException("not JSON: " + json, notJson);
        }
    }
}
