package dev.recount.http.access;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.http.HttpsClients;
import dev.recount.http.TestAccess;
import dev.recount.http.tls.TlsFiles;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The cost of knowing callers: the rate of a server that is sent commands over TLS with tokens of an issuer beside that
 * of one that is sent them plainly, in turns. Arguments: the kind of database, H2 or POSTGRESQL, the commands of a round,
 * and the rounds.
 */
public final class AccessBench {

    private static final int CLIENTS = 64;
    private static final int ACCOUNTS = 1_000;

    private AccessBench() {}

    /** A server, and what each request to it shows. */
    private record Target(TestServer server, HttpClient client, String scheme, List<String> headers) {

        void send(String path, String json) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(scheme + "://127.0.0.1:" + server.port() + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json));
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            try {
                int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("answered " + status);
                }
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }

        /** Returns how many commands it carries out in a second. */
        double rate(int commands) {
            long began = System.nanoTime();
            var sent = new AtomicInteger();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                CompletableFuture.allOf(IntStream.range(0, CLIENTS)
                                .mapToObj(_ -> CompletableFuture.runAsync(
                                        () -> {
                                            for (int i = sent.getAndIncrement();
                                                    i < commands;
                                                    i = sent.getAndIncrement()) {
                                                send(
                                                        "/streams/account/" + i % ACCOUNTS + "/Deposit",
                                                        "{\"amount\":1.00,\"method\":\"CASH\"}");
                                            }
                                        },
                                        clients))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
            return commands / ((System.nanoTime() - began) / 1e9);
        }

        void open() {
            IntStream.range(0, ACCOUNTS)
                    .parallel()
                    .forEach(i -> send("/streams/account/" + i + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}"));
        }
    }

    public static void main(String[] arguments) throws IOException {
        DatabaseKind kind = DatabaseKind.valueOf(arguments.length > 0 ? arguments[0] : "H2");
        int commands = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        Path folder = Files.createTempDirectory("recount-bench");
        HttpsClients https = HttpsClients.make(folder);
        JournalSettings first = TestDatabases.settings(kind, folder.resolve("plain"));
        JournalSettings second = TestDatabases.settings(kind, folder.resolve("known"));
        try (TestIssuer issuer = TestIssuer.start();
                TestServer plain =
                        TestServer.start(folder.resolve("plain"), settings -> settings.withJournal(first), new Bank());
                TestServer known = TestServer.start(
                        folder.resolve("known"),
                        settings ->
                                known(settings, issuer, folder, https.files()).withJournal(second),
                        new Bank());
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                HttpClient encrypted = https.client()) {
            String token = issuer.token(issuer.claims("ann").claim("roles", List.of("teller")));
            var without = new Target(plain, client, "http", List.of());
            var with = new Target(known, encrypted, "https", List.of("Authorization", "Bearer " + token));
            for (Target each : List.of(without, with)) {
                each.open();
            }
            for (int round = 0; round < rounds; round++) {
                double plainly = without.rate(commands);
                double knowing = with.rate(commands);
                System.out.printf(
                        Locale.ROOT,
                        "plain %,.0f a second, TLS and token %,.0f: %.2f%n",
                        plainly,
                        knowing,
                        knowing / plainly);
            }
        }
        System.exit(0);
    }

    private static Settings known(Settings settings, TestIssuer issuer, Path folder, TlsFiles files) {
        return settings.withHttp(
                settings.http().with(files).with(TestAccess.read(folder, """
                        issuers = [{ issuer = "%s", audience = recount }]
                        rules = [{ roles = [teller], rights = [read, write], streams = ["account/*"] }]
                        """.formatted(issuer.name()))));
    }
}
