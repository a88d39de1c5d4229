package dev.recount.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session with a server on this machine, over the JDK's own WebSocket. */
public final class TestSession implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final WebSocket socket;
    private final Map<Long, CompletableFuture<JsonNode>> asked = new HashMap<>();
    private final CompletableFuture<Close> closed = new CompletableFuture<>();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long messages;

    /** The frame with which the server has closed it. */
    public record Close(int code, String reason) {}

    private TestSession(HttpClient http, WebSocket.Builder builder, int port) {
        this.http = http;
        this.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/session"), new Results())
                .join();
    }

    /** Opens a session; the headers are names and values in turn. */
    public static TestSession open(int port, String... headers) {
        return open(HttpClient.newBuilder(), port, headers);
    }

    /** Opens a session from another address of this machine's. */
    public static TestSession openFrom(InetAddress address, int port, String... headers) {
        return open(HttpClient.newBuilder().localAddress(address), port, headers);
    }

    private static TestSession open(HttpClient.Builder client, int port, String... headers) {
        HttpClient http = client.build();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            return new TestSession(http, builder, port);
        } catch (RuntimeException refused) {
            http.close();
            throw refused;
        }
    }

    /** Sends a message and does not wait for its result. */
    public CompletableFuture<JsonNode> send(String message) {
        return send(List.of(message));
    }

    /** Sends a message in parts. */
    public synchronized CompletableFuture<JsonNode> send(List<String> parts) {
        for (int part = 0; part < parts.size(); part++) {
            String text = parts.get(part);
            boolean isLast = part == parts.size() - 1;
            after(open -> open.sendText(text, isLast));
        }
        return next();
    }

    /** Sends a message of bytes. */
    public synchronized CompletableFuture<JsonNode> send(byte[] bytes) {
        after(open -> open.sendBinary(ByteBuffer.wrap(bytes), true));
        return next();
    }

    private void after(Function<WebSocket, CompletableFuture<WebSocket>> step) {
        sending = sending.thenCompose(_ -> step.apply(socket)).whenComplete((_, failure) -> {
            if (failure != null) {
                fail(failure);
            }
        });
    }

    private CompletableFuture<JsonNode> next() {
        var result = new CompletableFuture<JsonNode>();
        if (closed.isDone()) {
            result.completeExceptionally(new EOFException("the session is closed: " + closed));
        } else {
            messages++;
            asked.put(messages, result);
        }
        return result;
    }

    /** Sends a message and waits for its result. */
    public JsonNode ask(String message) {
        return send(message).join();
    }

    /** Returns the frame with which the server closes it; fails where it ends without one. */
    public CompletableFuture<Close> closed() {
        return closed.copy();
    }

    /** Breaks the connection off. */
    public void abort() {
        socket.abort();
        fail(new EOFException("broken off"));
    }

    private void fail(Throwable failure) {
        closed.completeExceptionally(failure);
        failAsked(failure);
    }

    private void failAsked(Throwable failure) {
        List<CompletableFuture<JsonNode>> left;
        synchronized (this) {
            left = List.copyOf(asked.values());
            asked.clear();
        }
        left.forEach(result -> result.completeExceptionally(failure));
    }

    private synchronized @Nullable CompletableFuture<JsonNode> asked(long line) {
        return asked.remove(line);
    }

    private void take(String result) {
        JsonNode json;
        try {
            json = JSON.readTree(result);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(result, noJson);
        }
        CompletableFuture<JsonNode> question = asked(json.path("line").asLong());
        if (question == null) {
            fail(new AssertionError("nobody asked for " + result));
        } else {
            question.complete(json);
        }
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((_, _) -> {});
            var _ = closed.handle((_, _) -> "").join();
        }
        socket.abort();
        http.close();
    }

    /** The results that come. */
    private final class Results implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                String whole = text.toString();
                text.setLength(0);
                take(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(new Close(code, reason));
            failAsked(new EOFException("closed with " + code + ": " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            fail(failure);
        }
    }
}
