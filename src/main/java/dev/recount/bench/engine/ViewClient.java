package dev.recount.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.bench.load.LoadFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A client that asks a server of this machine about its views. */
final class ViewClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    ViewClient(int port) {
        this.server = URI.create("http://127.0.0.1:" + port);
    }

    JsonNode get(String path) throws InterruptedException {
        return read(send(HttpRequest.newBuilder(server.resolve(path)).build()));
    }

    void post(String path) throws InterruptedException {
        read(send(HttpRequest.newBuilder(server.resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build()));
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            throw new LoadFailedException("the server answers " + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
