package dev.recount.seal.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.recount.example.bank.Bank;
import dev.recount.log.position.LogPlace;
import dev.recount.metrics.Scrape;
import dev.recount.seal.TestSeals;
import dev.recount.seal.store.StoredTree;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of checkpoints in a file, and at an address that they are posted to. */
class CheckpointCopiesTest {

    @TempDir
    Path folder;

    private TestServer serve(Optional<Path> file, Optional<URI> webhook) {
        return TestServer.start(
                folder.resolve("data"),
                settings -> settings.withSeals(TestSeals.often("bank"))
                        .withOutside(new OutsideSettings(List.of(), 0, file, webhook)),
                new Bank());
    }

    private static void open(TestClient client, String account) {
        assertThat(client.post("/streams/account/" + account + "/Open", "{\"owner\":\"A\",\"overdraftLimit\":0}")
                        .status())
                .isEqualTo(200);
    }

    private static String awaitSealed(TestClient client, int size) {
        TestSeals.awaitSealed(client, size);
        return client.sendText(client.request("/seal/1/checkpoint").GET().build());
    }

    /** Returns the checkpoints that stand behind the times in a file. */
    private static List<String> checkpoints(Path file) throws IOException {
        return List.of(Files.readString(file).split("(?m)^== \\S+\n")).stream()
                .skip(1)
                .map(entry -> entry.strip() + "\n")
                .toList();
    }

    @Test
    void areAppendedToTheFileWhateverItEndsWith() throws IOException {
        Path file = folder.resolve("checkpoints");
        String first;
        try (TestServer server = serve(Optional.of(file), Optional.empty())) {
            open(server.client(), "1");
            first = awaitSealed(server.client(), 1);
        }
        assertThat(checkpoints(file)).containsExactly(first);
        assertThat(Files.readString(file)).startsWith("\n== 20");
        Files.writeString(file, "\n== 2026-01-01T00:00:00Z\nbank/to", StandardOpenOption.APPEND);
        try (TestServer server = serve(Optional.of(file), Optional.empty())) {
            open(server.client(), "2");
            String second = awaitSealed(server.client(), 2);
            Pause.until(() -> isLast(second, file));
        }
        assertThat(checkpoints(file)).contains(first, "bank/to\n");
    }

    private static boolean isLast(String checkpoint, Path file) {
        try {
            return checkpoints(file).getLast().equals(checkpoint);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static StoredTree tree(int size) {
        String checkpoint = "bank/1\n" + size + "\nroot\n\n\u2014 bank/1 signature\n";
        return new StoredTree("bank/1", size, LogPlace.START, checkpoint, Instant.EPOCH);
    }

    @Test
    void waitForAFileThatCannotBeWritten() throws IOException {
        Path folderThatIsAway = folder.resolve("share");
        var troubles = new Troubles();
        try (var copies = new CheckpointFile(folderThatIsAway.resolve("checkpoints"), troubles)) {
            copies.accept(tree(1));
            copies.accept(tree(2));
            Pause.until(() -> troubles.all() > 0);
            Files.createDirectory(folderThatIsAway);
            Pause.until(() -> {
                copies.accept(tree(2));
                return Files.exists(folderThatIsAway.resolve("checkpoints"))
                        && isLast(tree(2).checkpoint(), folderThatIsAway.resolve("checkpoints"));
            });
        }
        assertThat(checkpoints(folderThatIsAway.resolve("checkpoints")))
                .containsExactly(tree(1).checkpoint(), tree(2).checkpoint());
    }

    @Test
    void areNotBegunWhereTheyCannotBeWritten() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> serve(Optional.of(folder), Optional.empty()))
                .withMessageContaining("recount.seal.checkpoint-file: nothing can be appended to");
    }

    @Test
    void arriveInTheEndWhereTheyArePosted() throws IOException {
        var refusals = new AtomicInteger(3);
        var posted = new CopyOnWriteArrayList<String>();
        HttpServer taker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        taker.createContext("/take", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean isTaken = refusals.getAndDecrement() <= 0;
            if (isTaken) {
                posted.add(exchange.getRequestHeaders().getFirst("Content-Type") + "|" + body);
            }
            exchange.sendResponseHeaders(isTaken ? 204 : 500, -1);
            exchange.close();
        });
        taker.start();
        Optional<URI> url =
                Optional.of(URI.create("http://127.0.0.1:" + taker.getAddress().getPort() + "/take?token=x"));
        try {
            String newest;
            try (TestServer server = serve(Optional.empty(), url)) {
                open(server.client(), "1");
                newest = "text/plain; charset=utf-8|" + awaitSealed(server.client(), 1);
                Pause.until(() -> posted.contains(newest));
                Scrape.await(
                        server.client(), now -> now.value("recount_seal_copy_failures_total{to=\"webhook\"}") == 3);
            }
            assertThat(posted).containsExactly(newest);
            try (TestServer server = serve(Optional.empty(), url)) {
                Pause.until(() -> posted.size() == 2);
                open(server.client(), "2");
                String next = "text/plain; charset=utf-8|" + awaitSealed(server.client(), 2);
                Pause.until(() -> posted.contains(next));
            }
            assertThat(posted).hasSize(3).startsWith(newest, newest);
        } finally {
            taker.stop(0);
        }
    }
}
