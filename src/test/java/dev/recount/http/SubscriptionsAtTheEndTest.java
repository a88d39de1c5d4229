package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions of a server that stops. */
class SubscriptionsAtTheEndTest {

    @TempDir
    Path data;

    @Test
    void endAsAnAnswerShouldAndAtOnce() throws IOException {
        TestServer server = TestServer.start(data, new Bank());
        CompletableFuture<Void> stopped;
        try (var whole = new RawClient(server.port());
                var stream = new RawClient(server.port())) {
            subscribe(whole, "/events");
            subscribe(stream, "/events?stream=account/1");
            long told = System.nanoTime();

            stopped = CompletableFuture.runAsync(server::close);

            assertThat(whole.readChunk()).as("the last chunk").isEmpty();
            assertThat(stream.readChunk()).as("the last chunk").isEmpty();
            stopped.join();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static void subscribe(RawClient client, String path) throws IOException {
        client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        assertThat(client.readHead().status()).isEqualTo(200);
        assertThat(client.readChunk()).startsWith("retry: 1000\nid: ").endsWith("\n\n");
    }
}
