package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is asked to end while the results of bulk requests stream. */
@ResourceLock(Program.PROCESSES)
class BulkShutdownTest {

    private static final int CLIENTS = 4;
    private static final int LINES = 1_000;

    @TempDir
    Path temporary;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger results = new AtomicInteger();
    private final Queue<Throwable> brokenOff = new ConcurrentLinkedQueue<>();

    @Test
    void completesTheResultsThatWereBegun() throws InterruptedException {
        Path data = temporary.resolve("data");
        List<Thread> clients = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(data)) {
            for (int client = 0; client < CLIENTS; client++) {
                String body = lines("b" + client);
                clients.add(Thread.ofVirtual().start(() -> send(server, body)));
            }
            while (results.get() == 0) {
                assertThat(clients).as("clients without results").anyMatch(Thread::isAlive);
                Thread.onSpinWait();
            }

            server.program().terminate();

            assertThat(server.program().exitCode()).isEqualTo(143);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(brokenOff).as("results that were begun are completed").isEmpty();
        assertThat(results.get() % LINES).isZero();
        Journal journal = Journal.read(data);
        journal.assertSound();
        assertThat(journal.events()).hasSize(results.get());
    }

    private static String lines(String prefix) {
        return IntStream.range(0, LINES)
                .mapToObj(
                        line -> "{\"stream\":\"account/" + prefix + "-" + line
                                + "\",\"command\":\"Open\",\"data\":{\"owner\":\"Anna\",\"overdraftLimit\":0},\"id\":\"open\"}\n")
                .collect(Collectors.joining());
    }

    /** Sends a request; one that is not even answered was not taken. */
    private void send(ServerProcess server, String body) {
        HttpResponse<Stream<String>> answer;
        try {
            answer = http.send(
                    server.client()
                            .request("/streams")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofLines());
        } catch (IOException | InterruptedException notTaken) {
            return;
        }
        try {
            if (answer.statusCode() == 200) {
                answer.body().forEach(_ -> results.incrementAndGet());
            }
        } catch (RuntimeException failure) {
            brokenOff.add(failure);
        }
    }

    @Test
    void waitsNoLongerThanToldForARequestThatNeverEnds() throws IOException {
        Path config = Files.writeString(
                temporary.resolve("own.conf"),
                "include file(\"" + TestServer.PATIENT.toAbsolutePath() + "\"), recount.http.shutdown-timeout = 1 s");
        try (ServerProcess server = ServerProcess.start(temporary.resolve("data"), "--config", config.toString());
                var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            beginBulkRequest(socket);

            long told = System.nanoTime();
            server.program().terminate();

            assertThat(server.program().exitCode()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(20));
        }
    }

    /** Sends the first line of a request that is said to have more, and waits for its result. */
    private static void beginBulkRequest(Socket socket) throws IOException {
        String line = lines("never-ends").lines().findFirst().orElseThrow() + "\n";
        String head = """
                POST /streams HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-ndjson\r
                Content-Length: 1000000\r
                \r
                """;
        OutputStream request = socket.getOutputStream();
        request.write((head + line).getBytes(StandardCharsets.UTF_8));
        request.flush();
        InputStream answer = socket.getInputStream();
        var received = new StringBuilder();
        while (!received.toString().contains("\"status\":200")) {
            int next = answer.read();
            assertThat(next).as("what came was %s", received).isNotNegative();
            received.append((char) next);
        }
    }
}
