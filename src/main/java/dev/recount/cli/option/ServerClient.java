package dev.recount.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The running server that a command talks to, which answers with JSON. */
public final class ServerClient {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Mixin
    private Caller caller = new Caller();

    private @Nullable HttpClient http;

    /**
     * Asks the server for something.
     *
     * @param path the path with its query
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public JsonNode get(String path) throws InterruptedException {
        return send(path, HttpRequest.newBuilder());
    }

    /**
     * Asks the server for something.
     *
     * @param query the parameters by their names
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public JsonNode get(String path, Map<String, String> query) throws InterruptedException {
        return get(path(path, query));
    }

    /**
     * Asks the server for something that need not be JSON.
     *
     * @param path the path with its query
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public byte[] bytes(String path) throws InterruptedException {
        URI address = server.url().resolve(path);
        HttpResponse<byte[]> answer = send(address, HttpRequest.newBuilder(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        var _ = body(address, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        throw answered(address, answer.statusCode());
    }

    private static String path(String path, Map<String, String> query) {
        return query.isEmpty() ? path : path + "?" + form(query);
    }

    private static String form(Map<String, String> query) {
        return query.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * Asks the server for the page after one that says where that is.
     *
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public JsonNode next(JsonNode page) throws InterruptedException {
        return get(page.path("next").asText());
    }

    /**
     * Has the server do something.
     *
     * @param json the body
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public JsonNode post(String path, String json) throws InterruptedException {
        return post(path, json, Map.of());
    }

    /**
     * Has the server do something.
     *
     * @param json the body
     * @param headers what goes with it beside what goes with each request
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public JsonNode post(String path, String json, Map<String, String> headers) throws InterruptedException {
        return send(
                path,
                with(headers, HttpRequest.newBuilder())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder with(Map<String, String> headers, HttpRequest.Builder request) {
        headers.forEach(request::header);
        return request;
    }

    /**
     * Has the server drop something.
     *
     * @param query the parameters by their names
     * @param headers what goes with it beside what goes with each request
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    public JsonNode delete(String path, Map<String, String> query, Map<String, String> headers)
            throws InterruptedException {
        return send(path(path, query), with(headers, HttpRequest.newBuilder()).DELETE());
    }

    private JsonNode send(String path, HttpRequest.Builder request) throws InterruptedException {
        URI address = server.url().resolve(path);
        HttpResponse<String> answer = send(address, request, HttpResponse.BodyHandlers.ofString());
        return body(address, answer.statusCode(), answer.body());
    }

    private <T> HttpResponse<T> send(URI address, HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws InterruptedException {
        try {
            return http().send(caller.on(request.uri(address)).build(), body);
        } catch (IOException away) {
            throw new CommandFailedException("the server at " + server.url() + " does not answer (" + away + ")");
        }
    }

    /** The connections are kept for the next request, of which a command may have thousands. */
    private HttpClient http() {
        if (http == null) {
            http = caller.client().build();
        }
        return http;
    }

    private static JsonNode body(URI address, int status, String text) {
        if (status == 204) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode body = EXACT.readTree(text);
            if (status / 100 == 2) {
                return body;
            } else if (body.has("detail")) {
                throw new ServerRefusedException(
                        Printable.of(body.path("detail").asText()));
            }
        } catch (JsonProcessingException noRecount) {
            throw new CommandFailedException(address + " answers " + status + " with something that is not JSON");
        }
        throw answered(address, status);
    }

    private static CommandFailedException answered(URI address, int status) {
        return new CommandFailedException(address + " answers " + status);
    }
}
