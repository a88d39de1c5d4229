package dev.recount.bench;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.decision.Rejections;
import dev.recount.decision.log.DecisionLog;
import dev.recount.example.bank.Bank;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPage;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.server.TestServer;
import dev.recount.world.QuestionJson;
import dev.recount.world.WorldSettings;
import dev.recount.world.Worlds;
import dev.recount.world.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The speed at which worlds are computed, against a plain replay of the same events, and the cost of that to writers.
 * Arguments: the kind of database, H2 or POSTGRESQL, and the number of events.
 */
public final class WorldBench {

    private static final int ROUNDS = 3;
    private static final int PAGE = 256;
    private static final Clock CLOCK = Clock.systemUTC();

    private final JournalSettings settings;
    private final int events;

    private WorldBench(JournalSettings settings, int events) {
        this.settings = settings;
        this.events = events;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        DatabaseKind kind = DatabaseKind.valueOf(arguments.length > 0 ? arguments[0] : "H2");
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path folder = Files.createTempDirectory("recount-bench");
        System.out.printf("%s, %,d events%n", kind, events);
        new WorldBench(TestDatabases.settings(kind, folder), events).run(folder);
        System.exit(0);
    }

    private void run(Path folder) throws SQLException {
        try (Database database = JournalDatabase.open(settings)) {
            new LongStream(events).write(database);
        }
        try (Database database = JournalDatabase.open(settings)) {
            for (int round = 0; round < ROUNDS; round++) {
                double plain = replay(database);
                tell("decisions", world(database, "{}"), plain);
                tell("counterfactual", world(database, "{\"mode\": \"counterfactual\"}"), plain);
                tell("decisions with a view", world(database, "{\"views\": [\"balances\"]}"), plain);
            }
        }
        writers(folder);
    }

    private void tell(String what, double seconds, double plain) {
        Runtime.getRuntime().gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                Locale.ROOT,
                "%s: %,.0f events/s, plain replay %,.0f: %.2f of it; %,d MB of heap in use afterwards%n",
                what,
                events / seconds,
                events / plain,
                plain / seconds,
                used >> 20);
    }

    private double replay(Database database) {
        var codecs = new Codecs(List.of(LongStream.TYPE));
        var evolution = new Evolution<>(
                LongStream.ID, Codecs.of(List.of(new Bank())).all().getFirst(), 0);
        long began = System.nanoTime();
        long version = fold(new LogReader(database, codecs), evolution);
        if (version != events) {
            throw new IllegalStateException("came to " + version);
        }
        return TimeTravelBench.seconds(began);
    }

    private static <S> long fold(LogReader log, Evolution<S, ?> evolution) {
        StreamState<S> state = evolution.beginning();
        Position position = Position.START;
        LogPage page;
        do {
            page = log.read(0, position, PAGE);
            for (LogEntry entry : page.entries()) {
                state = evolution.after(state, entry.recorded());
            }
            position = page.end(position);
        } while (!page.atHead());
        return state.version();
    }

    private double world(Database database, String question) {
        var domains = List.<dev.recount.model.domain.Domain>of(new Bank());
        var codecs = Codecs.of(domains);
        var decisions = new DecisionLog(
                new LogReader(database, codecs), PerJournal.one(Rejections.of(database, codecs.reader())));
        var services = new Worlds.Services(decisions, database, "bench", List::of, () -> () -> {}, CLOCK);
        var book = new RuleBook(domains, codecs, Optional.empty(), others -> others);
        try (var worlds = new Worlds(
                services,
                book,
                new WorldSettings(1, Duration.ofDays(1), Optional.empty(), 20_000, Duration.ofMinutes(1)))) {
            long began = System.nanoTime();
            long number = worlds.ask(QuestionJson.read(question)).number();
            while (worlds.answers().find(number).orElseThrow().contains("\"RUNNING\"")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            double seconds = TimeTravelBench.seconds(began);
            String told = worlds.answers().find(number).orElseThrow();
            if (!told.contains("\"DONE\"") || !told.contains("\"differences\":0,")) {
                throw new IllegalStateException(told);
            }
            return seconds;
        }
    }

    private void writers(Path folder) {
        try (TestServer server =
                TestServer.start(folder, all -> all.withJournal(all.journal().in(settings.place())), new Bank())) {
            var writers = new Writers(server, events);
            writers.measure(false);
            double alone = 0;
            double accompanied = 0;
            for (int round = 0; round < ROUNDS; round++) {
                alone += writers.measure(false);
                long world = server.client()
                        .post("/admin/worlds", "{\"views\": [\"balances\"]}")
                        .body()
                        .path("id")
                        .asLong();
                accompanied += writers.measure(false);
                String path = "/admin/worlds/" + world;
                System.out.printf(
                        "the world has come to %,d events meanwhile%n",
                        server.client().get(path).body().path("events").asLong());
                server.client()
                        .sendPlainly(server.client().request(path).DELETE().build());
            }
            System.out.printf(
                    Locale.ROOT,
                    "writers: %,.0f commands/s alone, %,.0f beside a world: %.2f of it%n",
                    alone / ROUNDS,
                    accompanied / ROUNDS,
                    accompanied / alone);
        }
    }
}
