package dev.recount.guide;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;

/** A program that pays in over a session, as {@code docs/http.md} shows it. */
@NullUnmarked
final class Payments implements WebSocket.Listener {

    private final Map<Long, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final StringBuilder result = new StringBuilder();
    private final WebSocket session;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private long messages;

    Payments(HttpClient http, URI server) {
        session = http.newWebSocketBuilder()
                .buildAsync(server.resolve("/session"), this)
                .join();
    }

    synchronized CompletableFuture<String> payIn(String account, int amount, String id) {
        String message = """
                {"stream": "account/%s", "command": "Deposit", "id": "%s",
                 "data": {"amount": %d, "method": "CASH"}}""".formatted(account, id, amount);
        var answer = new CompletableFuture<String>();
        waiting.put(++messages, answer);
        sent = sent.thenCompose(_ -> session.sendText(message, true)); // one after another
        return answer;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        result.append(part);
        if (isLast) {
            String line = result.substring("{\"line\":".length(), result.indexOf(","));
            waiting.remove(Long.valueOf(line)).complete(result.toString());
            result.setLength(0);
        }
        from.request(1);
        return null;
    }

    void close() {
        session.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
