package dev.recount.bench;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.log.position.LogPlace;
import dev.recount.seal.Leaf;
import dev.recount.seal.Leaves;
import dev.recount.seal.SealKeys;
import dev.recount.seal.SealedTree;
import dev.recount.seal.SignedTree;
import dev.recount.seal.store.SealTable;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The cost of seals: the rate of a server that seals beside that of one that does not, in turns; and a tree over many
 * entries, its size, and the time that proofs from it take. Arguments: the kind of database, H2 or POSTGRESQL, the
 * events of a round, the rounds, and the entries of the tree.
 */
public final class SealBench {

    private static final int ACCOUNTS = 1_000;
    private static final int BATCH = 20_000;
    private static final int PROOFS = 1_000;

    private final DatabaseKind kind;
    private final Path folder;

    private SealBench(DatabaseKind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new SealBench(
                DatabaseKind.valueOf(argument(arguments, 0, "POSTGRESQL")), Files.createTempDirectory("recount-bench"));
        System.out.printf("%s, in %s%n", bench.kind, bench.folder);
        bench.rates(Integer.parseInt(argument(arguments, 1, "200000")), Integer.parseInt(argument(arguments, 2, "5")));
        bench.tree(Long.parseLong(argument(arguments, 3, "10000000")));
        System.exit(0);
    }

    private static String argument(String[] arguments, int index, String otherwise) {
        return arguments.length > index ? arguments[index] : otherwise;
    }

    private JournalSettings journal(String name) {
        return TestDatabases.settings(kind, folder.resolve(name));
    }

    private void rates(int events, int rounds) throws InterruptedException {
        JournalSettings plain = journal("plain");
        JournalSettings sealing = journal("sealing");
        try (TestServer without = TestServer.start(
                        folder.resolve("plain"), settings -> unsealed(settings.withJournal(plain)), new Bank());
                TestServer with = TestServer.start(
                        folder.resolve("sealing"), settings -> settings.withJournal(sealing), new Bank())) {
            for (TestClient each : new TestClient[] {without.client(), with.client()}) {
                send(each, lines(ACCOUNTS, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}"));
            }
            for (int round = 0; round < rounds; round++) {
                double first = write(without.client(), events);
                double second = write(with.client(), events);
                long began = System.nanoTime();
                long stored = ACCOUNTS + (long) events * (round + 1);
                while (size(with.client()) < stored) {
                    Thread.sleep(20);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%,.0f events/s without, %,.0f with seals: %.2f; all sealed %.1f s later%n",
                        first,
                        second,
                        second / first,
                        seconds(began));
            }
        }
    }

    private static Settings unsealed(Settings settings) {
        return settings.withSeals(settings.seals().off());
    }

    private static long size(TestClient client) {
        return client.get("/seal").body().path("trees").path(0).path("size").asLong();
    }

    private static double write(TestClient client, int events) {
        String body = lines(BATCH, "Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
        long began = System.nanoTime();
        for (int sent = 0; sent < events; sent += BATCH) {
            send(client, body);
        }
        return events / seconds(began);
    }

    private static String lines(int count, String command, String data) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"stream\":\"account/" + i % ACCOUNTS + "\",\"command\":\"" + command + "\",\"data\":"
                        + data + "}")
                .collect(Collectors.joining("\n"));
    }

    private static void send(TestClient client, String lines) {
        Answer answer = client.send(client.request("/streams")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
        if (answer.status() != 200 || answer.response().body().contains("\"status\":4")) {
            throw new IllegalStateException(
                    answer.response().body().lines().findFirst().orElse(""));
        }
    }

    private void tree(long entries) throws SQLException {
        SealKeys keys = SealKeys.open(folder.resolve("bench.pem"), true);
        try (var database = JournalDatabase.open(journal("tree"))) {
            var table = new SealTable(database, SealTable.EVENTS);
            Leaves made = (place, limit) -> LongStream.rangeClosed(
                            place.ordering() + 1, Math.min(entries, place.ordering() + limit))
                    .mapToObj(SealBench::leaf)
                    .toList();
            var tree = new SealedTree(table, made, keys, "bench", Clock.systemUTC());
            long began = System.nanoTime();
            boolean hasMore = true;
            while (hasMore) {
                hasMore = tree.grow();
            }
            System.out.printf(Locale.ROOT, "%,d entries sealed, %,.0f a second%n", entries, entries / seconds(began));
            try (Connection connection = database.pool().getConnection();
                    ResultSet size = connection
                            .createStatement()
                            .executeQuery("SELECT SUM(LENGTH(hashes)), SUM(LENGTH(entries)) FROM seal_tile")) {
                size.next();
                System.out.printf(
                        Locale.ROOT,
                        "%.1f bytes an entry in hashes, and %.1f in texts%n",
                        (double) size.getLong(1) / entries,
                        (double) size.getLong(2) / entries);
            }
            prove(tree, entries);
        }
    }

    private static void prove(SealedTree tree, long entries) {
        var random = new Random(1);
        double[] millis = new double[PROOFS];
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextLong(entries);
            long began = System.nanoTime();
            SignedTree signed = tree.signed().orElseThrow();
            if (signed.find(leaf(index + 1)).orElseThrow() != index
                    || signed.inclusion(index, entries).isEmpty()) {
                throw new IllegalStateException("entry " + index);
            }
            millis[i] = seconds(began) * 1e3;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "a proof takes %.2f ms in the middle, %.2f ms at 99 %%%n",
                millis[PROOFS / 2],
                millis[PROOFS * 99 / 100]);
    }

    private static Leaf leaf(long number) {
        return new Leaf(
                new LogPlace(0, number),
                "account/" + number % ACCOUNTS + '\n' + number / ACCOUNTS + '\n' + hash(number) + '\n');
    }

    private static String hash(long number) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(Long.toString(number).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
