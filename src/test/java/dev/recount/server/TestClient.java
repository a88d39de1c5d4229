package dev.recount.server;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client of a server on this machine, which takes every answer for JSON. */
public final class TestClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    public TestClient(int port) {
        this(URI.create("http://127.0.0.1:" + port));
    }

    public TestClient(URI server) {
        this.server = server;
    }

    /** An answer, with its body as JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        /** Returns the code of a problem. */
        public String code() {
            return body.path("code").asText();
        }
    }

    /** Looks something up. */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends a command; the headers are names and values in turn. */
    public Answer post(String path, String json, String... headers) {
        return postLater(path, json, headers).join();
    }

    /** Sends a command and does not wait for the answer. */
    public CompletableFuture<Answer> postLater(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(TestClient::answer);
    }

    /** Sends a command until its outcome is known, as careful clients do; who is away is not waited for. */
    public Answer postUntilSettled(String path, String json, String key) {
        return Pause.untilThere(
                () -> post(path, json, "Idempotency-Key", key),
                answer -> answer.status() != 503 && answer.status() != 504);
    }

    /** Sends lines to the bulk endpoint and returns the results in the order in which they came. */
    public List<JsonNode> bulk(List<String> lines) {
        String results = sendText(request("/streams")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build());
        return results.lines().map(TestClient::json).toList();
    }

    /** Begins a request of any kind. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    /** Sends a request of any kind. */
    public Answer send(HttpRequest request) {
        return answer(exchange(request));
    }

    /** Sends a request of any kind and returns the text of the answer. */
    public String sendText(HttpRequest request) {
        return exchange(request).body();
    }

    /** Sends a request of any kind and returns the answer as it is. */
    public HttpResponse<String> sendPlainly(HttpRequest request) {
        return exchange(request);
    }

    /** Sends a request of any kind and returns the bytes of the answer. */
    public HttpResponse<byte[]> sendBytes(HttpRequest request) {
        return exchange(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Ends its connections, which a server would count until they have rested for long. */
    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        return exchange(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), json(response.body()), response);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException("not JSON: " + text, notJson);
        }
    }
}
