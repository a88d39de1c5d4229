package dev.recount.bench;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.history.History;
import dev.recount.history.HistorySettings;
import dev.recount.history.Moment;
import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.log.Knowledge;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Fold;
import dev.recount.server.TestServer;
import dev.recount.stream.StateReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The speed at which the past of a long stream is told, and the cost of that to its writers. Arguments: the kind of
 * database, H2 or POSTGRESQL, and the number of events.
 */
public final class TimeTravelBench {

    private static final int QUESTIONS = 400;
    private static final int ROUNDS = 4;

    private final JournalSettings settings;
    private final int events;
    private final Random random = new Random(1);

    private TimeTravelBench(JournalSettings settings, int events) {
        this.settings = settings;
        this.events = events;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        DatabaseKind kind = DatabaseKind.valueOf(arguments.length > 0 ? arguments[0] : "H2");
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path folder = Files.createTempDirectory("recount-bench");
        System.out.printf("%s, %,d events, in %s%n", kind, events, folder);
        new TimeTravelBench(TestDatabases.settings(kind, folder), events).run(folder);
        System.exit(0);
    }

    private void run(Path folder) throws SQLException {
        try (Database database = JournalDatabase.open(settings)) {
            long began = System.nanoTime();
            new LongStream(events).write(database);
            System.out.printf("written in %.1f s%n", seconds(began));
        }
        try (Database database = JournalDatabase.open(settings)) {
            pastStates(database);
            folds(database);
        }
        writers(folder);
    }

    private void pastStates(Database database) {
        var codecs = new Codecs(List.of(LongStream.TYPE));
        try (History history = new History(PerJournal.one(database), codecs, new HistorySettings(2, 100))) {
            for (int warming = 0; warming < 2; warming++) {
                long[] nanos = new long[QUESTIONS];
                for (int i = 0; i < QUESTIONS; i++) {
                    long version = events / 4L + random.nextInt(events / 2);
                    long began = System.nanoTime();
                    StateReply reply = history.stateAt(
                                    LongStream.ID, new Moment.Time(LongStream.time(version)), Knowledge.Today.INSTANCE)
                            .toCompletableFuture()
                            .join();
                    nanos[i] = System.nanoTime() - began;
                    if (!(reply instanceof StateReply.Found found) || found.version() != version) {
                        throw new IllegalStateException("not the state of version " + version + ": " + reply);
                    }
                }
                Arrays.sort(nanos);
                System.out.printf(
                        Locale.ROOT,
                        "?at= in the middle: p50 %.2f ms, p99 %.2f ms%n",
                        nanos[QUESTIONS / 2] / 1e6,
                        nanos[QUESTIONS * 99 / 100] / 1e6);
            }
        }
    }

    private void folds(Database database) throws SQLException {
        var journal = new JournalReader(database);
        var codec = new StreamCodec<>(LongStream.TYPE);
        var source = new Fold.Source(journal, new Codecs(List.of(LongStream.TYPE)).reader());
        int half = events / 2;
        for (int round = 0; round < 2; round++) {
            long began = System.nanoTime();
            Fold<?> fold = Fold.beginning(LongStream.ID, codec, source).to(half);
            double folding = seconds(began);
            began = System.nanoTime();
            int scanned = scan(database, half);
            double scanning = seconds(began);
            System.out.printf(
                    Locale.ROOT,
                    "from the start to the middle (version %d): folded in %.2f s, %,.0f events/s; scanned in %.2f s, %,.0f rows/s%n",
                    fold.state().version(),
                    folding,
                    half / folding,
                    scanning,
                    scanned / scanning);
        }
    }

    private static int scan(Database database, int upTo) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal
                        WHERE persistence_id = ? AND sequence_number > ? ORDER BY persistence_id, sequence_number LIMIT 256""")) {
            int last = 0;
            while (last < upTo) {
                select.setString(1, JournalKey.of(LongStream.ID));
                select.setLong(2, last);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getInt(1);
                        rows.getString(2);
                        rows.getBytes(3);
                    }
                }
            }
            return last;
        }
    }

    private void writers(Path folder) {
        Domain accounts = new Domain() {
            @Override
            public String name() {
                return "accounts";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(LongStream.TYPE);
            }
        };
        try (TestServer server =
                TestServer.start(folder, all -> all.withJournal(all.journal().in(settings.place())), accounts)) {
            var writers = new Writers(server, events);
            writers.measure(false);
            double alone = 0;
            double accompanied = 0;
            for (int round = 0; round < ROUNDS; round++) {
                alone += writers.measure(false);
                accompanied += writers.measure(true);
            }
            System.out.printf(
                    Locale.ROOT,
                    "writers: %,.0f commands/s alone, %,.0f with time travel at its fastest (%,.0f questions/s): %.2f of it%n",
                    alone / ROUNDS,
                    accompanied / ROUNDS,
                    writers.questionsPerSecond(),
                    accompanied / alone);
        }
    }

    static double seconds(long beganNanos) {
        return (System.nanoTime() - beganNanos) / 1e9;
    }
}
