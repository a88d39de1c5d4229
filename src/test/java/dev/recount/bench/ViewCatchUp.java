package dev.recount.bench;

import static dev.recount.bench.Samples.print;

import com.typesafe.config.ConfigFactory;
import dev.recount.journal.Codecs;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.StreamCodec;
import dev.recount.journal.jdbc.AppendQueue;
import dev.recount.journal.jdbc.DatabaseKind;
import dev.recount.journal.jdbc.EventsInBulk;
import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.journal.jdbc.TestDatabases;
import dev.recount.journal.log.Log;
import dev.recount.journal.log.LogEntry;
import dev.recount.journal.log.LogReader;
import dev.recount.journal.log.Position;
import dev.recount.journal.projection.LogBatch;
import dev.recount.journal.projection.LogEvents;
import dev.recount.journal.projection.Progress;
import dev.recount.journal.projection.ProjectionSession;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import dev.recount.view.projection.BatchRows;
import dev.recount.view.projection.ViewProjection;
import dev.recount.view.table.Generation;
import dev.recount.view.table.Generations;
import dev.recount.view.table.RowMapping;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.jdbc.javadsl.JdbcHandler;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;

/**
 * How fast a view catches up with a log of 200,000 events, against the same rows written by plain JDBC in batches, and against
 * Pekko's {@code groupedWithin(500)} with the handler that the view has.
 */
final class ViewCatchUp {

    private static final int EVENTS = 200_000;
    private static final int STREAMS = 1_000;
    private static final int BATCH = 500;
    private static final int ROUNDS = 4;
    private static final int POLL_MS = 100;

    private final JournalSettings settings;
    private final Path folder;
    private final Codecs codecs = new Codecs(new CountedView(false).streamTypes());

    private ViewCatchUp(JournalSettings.Place place, Path folder) {
        this.settings = TestDatabases.settings(place);
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("recount-bench");
        print("H2");
        new ViewCatchUp(new JournalSettings.Folder(folder), folder)
                .measure("MERGE INTO plain KEY (id) VALUES (?, ?, ?)");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            print("PostgreSQL, with fsync");
            var place = TestDatabases.postgres(postgres, "postgres");
            new ViewCatchUp(place, folder)
                    .measure("INSERT INTO plain VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
                            + "SET sum = EXCLUDED.sum, readings = EXCLUDED.readings");
        }
        System.exit(0);
    }

    private void measure(String upsert) throws Exception {
        try (JournalDatabase database = JournalDatabase.open(settings)) {
            fill(database);
            createPlain(database);
            var jdbc = new double[ROUNDS];
            var grouped = new double[ROUNDS];
            var plain = new double[ROUNDS];
            var withHistory = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                jdbc[round] = rate(() -> batchedJdbc(database, upsert));
                grouped[round] = rate(() -> groupedWithin(database));
                plain[round] = rebuild(new CountedView(false));
                withHistory[round] = rebuild(new CountedView(true));
                print(
                        "round %d: batched JDBC %,.0f events/s, groupedWithin %,.0f, view %,.0f, view with history %,.0f",
                        round, jdbc[round], grouped[round], plain[round], withHistory[round]);
            }
            print(
                    "medians, against batched JDBC: groupedWithin %.2f, view %.2f, view with history %.2f",
                    against(grouped, jdbc), against(plain, jdbc), against(withHistory, jdbc));
        }
    }

    private static double against(double[] rates, double[] baseline) {
        return new Samples(rates).median() / new Samples(baseline).median();
    }

    private void fill(JournalDatabase database) {
        @SuppressWarnings("unchecked") // it is the one stream type there is
        var codec = (StreamCodec<?, ?, CountedView.Event>)
                (StreamCodec<?, ?, ?>) codecs.find("meter").orElseThrow();
        List<StreamId> streams = IntStream.range(0, STREAMS)
                .mapToObj(number -> new StreamId("meter", "m" + number))
                .toList();
        try (AppendQueue queue = new AppendQueue(database, settings)) {
            EventsInBulk.append(
                    queue,
                    codec,
                    streams,
                    EVENTS,
                    number -> new CountedView.WasRead(BigDecimal.valueOf(number % 10_000, 2), "kWh"));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return EVENTS / ((System.nanoTime() - begin) / 1e9);
    }

    private static void createPlain(JournalDatabase database) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE plain (id VARCHAR(255) PRIMARY KEY, sum NUMERIC(30, 2) NOT NULL, readings BIGINT NOT NULL)");
        }
    }

    /** What one would write by hand: pages of events, rows kept in memory, an upsert for each event, a commit for each page. */
    private void batchedJdbc(JournalDatabase database, String upsert) throws SQLException {
        var reader = new LogReader(database, codecs);
        Map<String, CountedView.Meter> meters = new HashMap<>();
        Position position = Position.START;
        try (Connection connection = database.pool().getConnection();
                PreparedStatement upserts = connection.prepareStatement(upsert)) {
            connection.setAutoCommit(false);
            for (List<LogEntry> page = reader.read(0, position, BATCH).entries();
                    !page.isEmpty();
                    page = reader.read(0, position, BATCH).entries()) {
                for (LogEntry entry : page) {
                    var event = (CountedView.WasRead) ((RecordedEvent) entry.recorded())
                            .parts()
                            .getFirst()
                            .event();
                    CountedView.Meter meter = meters.merge(
                            entry.stream().id(),
                            new CountedView.Meter(entry.stream().id(), event.amount(), 1),
                            (before, _) -> CountedView.plus(before, event.amount()));
                    upserts.setString(1, meter.id());
                    upserts.setBigDecimal(2, meter.sum());
                    upserts.setLong(3, meter.readings());
                    upserts.addBatch();
                }
                upserts.executeBatch();
                connection.commit();
                position = page.getLast().position();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Pekko's own grouping of single events, with the view's handler. */
    private void groupedWithin(JournalDatabase database) throws InterruptedException {
        View<CountedView.Meter> view = new CountedView(false).view();
        var mapping = new RowMapping<>(view);
        var generations = new Generations(database);
        generations.load("grouped");
        Generation generation =
                generations.add("grouped", 1, new Generation.Definition(mapping.shape(), view.indexes()));
        var rows = new BatchRows<>(generations.open(generation, mapping), 100_000);
        var done = new CountDownLatch(EVENTS);
        var projection = new ViewProjection<>(view, generation, rows, new Committed(done));
        Supplier<ProjectionSession> sessions = () -> new ProjectionSession(database.pool(), _ -> {});
        ExecutorService executor = Executors.newFixedThreadPool(2);
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "grouped",
                ConfigFactory.parseString("pekko.projection.jdbc { dialect = \""
                                + (database.kind() == DatabaseKind.H2 ? "h2-dialect" : "postgres-dialect")
                                + "\", blocking-jdbc-dispatcher.thread-pool-executor.fixed-pool-size = 4 }\n"
                                + "pekko.loglevel = WARNING")
                        .withFallback(ConfigFactory.load()));
        try (var log = new Log(new LogReader(database, codecs), executor, Duration.ofSeconds(1))) {
            var events = new LogEvents(log.journal(0), view.streamTypes(), new Progress(), () -> {});
            var grouped = JdbcProjection.groupedWithin(
                            ProjectionId.of("grouped", Integer.toString(generation.number())),
                            events,
                            sessions,
                            () -> new Grouped(projection),
                            system)
                    .withGroup(BATCH, Duration.ofMillis(20));
            system.systemActorOf(
                    ProjectionBehavior.create(grouped), "grouped", org.apache.pekko.actor.typed.Props.empty());
            done.await();
        } finally {
            system.terminate();
            executor.shutdown();
        }
    }

    private static final class Grouped extends JdbcHandler<List<LogEntry>, ProjectionSession> {

        private final ViewProjection<?> projection;
        private Position position = Position.START;

        private Grouped(ViewProjection<?> projection) {
            this.projection = projection;
        }

        @Override
        public void process(ProjectionSession session, List<LogEntry> entries) throws SQLException {
            Position end = entries.getLast().position();
            projection.process(session, new LogBatch(position, entries, end, false));
            position = end;
        }
    }

    private record Committed(CountDownLatch events) implements ViewProjection.Listener {

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public void committed(LogBatch batch, boolean switched) {
            batch.entries().forEach(_ -> events.countDown());
        }

        @Override
        public void failed(LogBatch batch, Generation.Failure failure) {
            throw new IllegalStateException(failure.toString());
        }
    }

    /** The view as a server builds it anew, from the request to the switch. */
    private double rebuild(CountedView domain) throws Exception {
        try (TestServer server =
                TestServer.start(folder, all -> all.withJournal(all.journal().in(settings.place())), domain)) {
            while (server.client().get("/views/meters").status() != 200) {
                Pause.briefly();
            }
            return rate(() -> {
                server.client().post("/admin/views/meters/rebuild", "");
                while (server.client().get("/admin/views/meters").body().has("building")) {
                    Thread.sleep(POLL_MS); // each look counts the events that are left
                }
            });
        }
    }
}
