package dev.recount.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A subscription to the log of a server on this machine, read as the specification of Server-Sent Events says. */
public final class TestSubscription implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private String lastEventId = "";

    private TestSubscription(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Subscribes; the headers are names and values in turn. */
    public static TestSubscription open(TestClient client, String path, String... headers) throws IOException {
        HttpRequest.Builder request = client.request(path).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new TestSubscription(HTTP.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns the answer, whose body is the subscription. */
    public HttpResponse<InputStream> response() {
        return response;
    }

    /** Returns what a reader sends as {@code Last-Event-ID} when it comes again. */
    public String lastEventId() {
        return lastEventId;
    }

    /** Reads up to the next blank line; returns the event, or nothing where there was no data. Fails at the end. */
    public JsonNode nextFrame() throws IOException {
        var data = new StringBuilder();
        String id = lastEventId;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            } else if (!line.startsWith(":") && !line.startsWith("retry: ")) {
                throw new IllegalStateException("unexpected: " + line);
            }
        }
        lastEventId = id;
        return data.isEmpty() ? MissingNode.getInstance() : JSON.readTree(data.toString());
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the subscription has ended");
        }
        return line;
    }

    /** Returns the next event. */
    public JsonNode nextEvent() throws IOException {
        JsonNode event = nextFrame();
        while (event.isMissingNode()) {
            event = nextFrame();
        }
        return event;
    }

    /** Returns the ids of the next events. */
    public List<String> nextIds(int events) {
        try {
            var ids = new ArrayList<String>(events);
            while (ids.size() < events) {
                ids.add(nextEvent().path("id").asText());
            }
            return ids;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
