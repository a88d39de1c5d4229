package dev.recount.seal.outside;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The requests that the server sends to others: texts, of which each is answered soon or counts as not answered. */
public final class OutgoingPosts implements AutoCloseable {

    /** Long for a text of some lines, short for who waits until the server has stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 1 << 16;

    private final Troubles troubles;
    private @Nullable HttpClient http;

    /**
     * Prepares to send.
     *
     * @param troubles what counts the requests that come to nothing
     */
    public OutgoingPosts(Troubles troubles) {
        this.troubles = troubles;
    }

    Troubles troubles() {
        return troubles;
    }

    /** Posts a text; fails if the answer is not there in time, or is too long. */
    HttpResponse<String> post(URI url, String text) throws IOException {
        CompletableFuture<HttpResponse<String>> answer = http().sendAsync(
                        HttpRequest.newBuilder(url)
                                .timeout(PATIENCE)
                                .header("Content-Type", "text/plain; charset=utf-8")
                                .POST(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // the body may be slow to come as well
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    /** Most servers send nothing, and need no thread for it. */
    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
        }
        return http;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.shutdownNow();
        }
    }
}
