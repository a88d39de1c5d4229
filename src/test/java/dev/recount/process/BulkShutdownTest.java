package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is asked to end while the results of bulk requests stream. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class BulkShutdownTest {

    private static final int CLIENTS = 4;
    private static final int LINES = 1_000;
    private static final String HEAD =
            "POST /streams HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n";

    @TempDir
    Path temporary;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger results = new AtomicInteger();
    private final Queue<Throwable> brokenOff = new ConcurrentLinkedQueue<>();

    private static String open(String account) {
        return "{\"stream\":\"account/" + account
                + "\",\"command\":\"Open\",\"data\":{\"owner\":\"Anna\",\"overdraftLimit\":0},\"id\":\"open\"}\n";
    }

    @Test
    void completesTheResultsThatWereBegun() throws InterruptedException {
        Path data = temporary.resolve("data");
        List<Thread> clients = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(data)) {
            for (int client = 0; client < CLIENTS; client++) {
                String prefix = "b" + client + "-";
                String body = IntStream.range(0, LINES)
                        .mapToObj(line -> open(prefix + line))
                        .collect(Collectors.joining());
                clients.add(Thread.ofVirtual().start(() -> send(server, body)));
            }
            while (results.get() == 0) {
                assertThat(clients).as("clients without results").anyMatch(Thread::isAlive);
                Pause.briefly();
            }

            server.program().terminate();

            assertThat(server.program().exitCode()).isEqualTo(143);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(brokenOff).as("results that were begun are completed").isEmpty();
        Journal journal = Journal.read(data);
        journal.assertSound();
        assertThat(journal.events()).as("all that was carried out was answered").hasSize(results.get());
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
        } catch (UncheckedIOException failure) {
            brokenOff.add(failure);
        }
    }

    @Test
    void takesNoMoreLinesOfARequestThatNeverEnds() throws IOException {
        Path data = temporary.resolve("data");
        List<String> answer = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(data);
                var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            write(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk(open("endless-0")));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            readUntil(lines, line -> line.contains("\"line\":1"), answer);
            Thread.ofVirtual().start(() -> sendForEver(socket));
            readUntil(lines, line -> line.contains("\"line\":100"), answer);

            server.program().terminate();
            readUntil(lines, "0"::equals, answer);

            assertThat(server.program().exitCode()).isEqualTo(143);
        }
        assertThat(answer).noneMatch(line -> line.contains("\"code\""));
        assertThat(answer.stream().filter(line -> line.contains("\"status\":200")))
                .hasSize(Journal.read(data).events().size());
    }

    @Test
    void waitsNoLongerThanToldForAClientThatDoesNotReadItsResults() throws IOException {
        Path config = Files.writeString(
                temporary.resolve("own.conf"),
                "include file(\"" + TestServer.PATIENT.toAbsolutePath() + "\"), recount.http.shutdown-timeout = 1 s");
        try (ServerProcess server = ServerProcess.start(temporary.resolve("data"), "--config", config.toString());
                var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            write(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk("no command\n"));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            readUntil(lines, line -> line.contains("\"line\":1"), new ArrayList<>());
            sendUntilHeldBack(socket);
            long told = System.nanoTime();

            server.program().terminate();

            assertThat(server.program().exitCode()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static void sendForEver(Socket socket) {
        try {
            for (int i = 1; ; i++) {
                write(socket, chunk(open("endless-" + i)));
            }
        } catch (IOException closed) {
            // the server takes no more
        }
    }

    /**
     * Sends lines that lead to nothing but results, until so much is on its way that the server must have stopped
     * reading.
     */
    private static void sendUntilHeldBack(Socket socket) {
        var sent = new AtomicInteger();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    write(socket, chunk("no command\n".repeat(1_000)));
                    sent.incrementAndGet();
                }
            } catch (IOException closed) {
                // the server has stopped
            }
        });
        int before = -1;
        while (before != sent.get() || before == 0) {
            assertThat(writer.isAlive()).isTrue();
            before = sent.get();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** Reads lines up to the one expected; what was read is kept. */
    private static void readUntil(BufferedReader lines, Predicate<String> expected, List<String> read)
            throws IOException {
        String line;
        do {
            line = lines.readLine();
            assertThat(line).as("what came was %s", read).isNotNull();
            read.add(line);
        } while (!expected.test(line));
    }
}
