package dev.recount.bench;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The time from a correction in the middle of a long stream until the state and the views show it, and what the commands
 * of other streams notice of that. Arguments: the kind of database, H2 or POSTGRESQL, the number of events, and the
 * views that follow them, all of the bank's where none is named.
 */
public final class CorrectionBench {

    private static final int CORRECTIONS = 3;

    private final TestServer server;
    private final TestClient client;
    private final int events;
    private final List<String> views;

    private CorrectionBench(TestServer server, int events, List<String> views) {
        this.views = views;
        this.server = server;
        this.client = server.client();
        this.events = events;
    }

    public static void main(String[] arguments) throws Exception {
        DatabaseKind kind = DatabaseKind.valueOf(arguments.length > 0 ? arguments[0] : "H2");
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path folder = Files.createTempDirectory("recount-bench");
        JournalSettings journal = TestDatabases.settings(kind, folder);
        List<String> views = arguments.length > 2
                ? List.of(arguments).subList(2, arguments.length)
                : new Bank().views().stream().map(View::name).toList();
        System.out.printf("%s, %,d events, %s, in %s%n", kind, events, views, folder);
        long began = System.nanoTime();
        try (Database database = JournalDatabase.open(journal)) {
            new LongStream(events).write(database);
        }
        System.out.printf(Locale.ROOT, "written in %.1f s%n", seconds(began));
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withJournal(journal), new Views(views))) {
            new CorrectionBench(server, events, views).run();
        }
        System.exit(0);
    }

    /** The bank with some of its views. */
    private record Views(List<String> names) implements Domain {

        @Override
        public String name() {
            return "bank";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return new Bank().streamTypes();
        }

        @Override
        public List<View<?>> views() {
            return new Bank()
                    .views().stream()
                            .filter(view -> names.contains(view.name()))
                            .toList();
        }
    }

    private void run() throws InterruptedException {
        long began = System.nanoTime();
        require(client.post("/streams/account/other/Open", "{\"owner\":\"Bob\",\"overdraftLimit\":0}"));
        for (String view : views) {
            await(view, events);
        }
        System.out.printf(Locale.ROOT, "viewed in %.1f s%n", seconds(began));
        var writing = new AtomicBoolean(true);
        var slowest = new long[1];
        Thread writer = Thread.ofPlatform().start(() -> write(writing, slowest));
        for (int i = 0; i < CORRECTIONS; i++) {
            slowest[0] = 0;
            correct(events / 2 + i, slowest);
        }
        writing.set(false);
        writer.join();
    }

    private void correct(int version, long[] slowest) {
        long began = System.nanoTime();
        Answer answer = require(client.post(
                "/streams/account/long/corrections",
                "{\"version\":%d,\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":2.00,\"method\":\"CASH\"}}],\"reason\":\"bench\"}"
                        .formatted(version)));
        double state = seconds(began);
        long last = answer.body().path("version").asLong();
        var shown = new StringJoiner(", ");
        for (String view : views) {
            await(view, last);
            shown.add(String.format(Locale.ROOT, "%s after %.2f s", view, seconds(began)));
        }
        for (String view : views) {
            awaitPast(view);
            shown.add(String.format(Locale.ROOT, "its past in %s after %.2f s", view, seconds(began)));
        }
        System.out.printf(
                Locale.ROOT,
                "version %d: state after %.2f s, %s; slowest command of another stream %.3f s%n",
                version,
                state,
                shown,
                slowest[0] / 1e9);
    }

    private void write(AtomicBoolean writing, long[] slowest) {
        TestClient other = new TestClient(server.port());
        while (writing.get()) {
            long began = System.nanoTime();
            require(other.post("/streams/account/other/Deposit", "{\"amount\":1.00,\"method\":\"CASH\"}"));
            slowest[0] = Math.max(slowest[0], System.nanoTime() - began);
        }
    }

    private void await(String view, long version) {
        Answer answer;
        do {
            answer = client.send(client.request("/views/" + view + "?limit=1")
                    .header("Recount-After", "account/long@" + version)
                    .GET()
                    .build());
        } while (answer.status() == 503);
        require(answer);
    }

    private void awaitPast(String view) {
        while (require(client.get("/views/" + view + "?account=other&at=2020-01-01"))
                .body()
                .has("uncorrectedSince")) {
            Pause.briefly();
        }
    }

    private static Answer require(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + ": " + answer.body());
        }
        return answer;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
