package dev.recount.torture.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.torture.evidence.EvidenceFiles;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to nodes, each of which ends in time, whatever the node does. */
public final class Calls implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final List<String> always;

    /**
     * Prepares to ask.
     *
     * @param always the headers that go with each request, names and values in turn
     */
    public Calls(List<String> always) {
        this.always = List.copyOf(always);
    }

    /** Begins a request, with what goes with each. */
    public HttpRequest.Builder request(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return always.isEmpty() ? request : request.headers(always.toArray(String[]::new));
    }

    /** Asks for something; the headers are names and values in turn. */
    public Reply get(String url, Duration timeout, String... headers) {
        return exchange(with(request(url).GET(), headers), timeout);
    }

    /** Asks for something that is not JSON; nothing if it is not answered in time. */
    public Optional<HttpResponse<byte[]>> bytes(String url, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request(url).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return Optional.of(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException none) {
            exchange.cancel(true);
            return Optional.empty();
        } catch (InterruptedException stop) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public Reply post(String url, JsonNode body, Duration timeout, String... headers) {
        return exchange(
                with(
                        request(url)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                        headers),
                timeout);
    }

    private static HttpRequest with(HttpRequest.Builder request, String... headers) {
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    /**
     * A time limit of the request's own would end with its headers, and a node can stand still in the middle of a body.
     */
    private Reply exchange(HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answered(response.statusCode(), json(response.body()));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return new Reply.Silent(true, "no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            boolean connected = !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
            return new Reply.Silent(connected, String.valueOf(cause));
        } catch (InterruptedException stop) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Silent(true, "interrupted");
        }
    }

    private static JsonNode json(String body) {
        try {
            return EvidenceFiles.JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    public HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
