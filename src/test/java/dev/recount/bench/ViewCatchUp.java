package dev.recount.bench;

import static dev.recount.bench.Samples.print;

import com.typesafe.config.ConfigFactory;
import dev.recount.bench.account.AccountBalance;
import dev.recount.bench.account.DepositAccount;
import dev.recount.bench.account.Story;
import dev.recount.bench.sql.BatchedView;
import dev.recount.bench.sql.Filling;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.log.Log;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.projection.Epoch;
import dev.recount.projection.LogBatch;
import dev.recount.projection.LogEvents;
import dev.recount.projection.ProjectionProgress;
import dev.recount.projection.ProjectionSession;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.GenerationTables;
import dev.recount.view.generation.Generations;
import dev.recount.view.projection.BatchRows;
import dev.recount.view.projection.ViewProjection;
import dev.recount.view.table.RowMapping;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
 * The speed at which a view catches up with a log of 200,000 events by Pekko's {@code groupedWithin(500)} with the
 * handler that the view has, against the same rows written by plain JDBC in batches. {@code recount bench} measures the
 * view itself against these.
 */
final class ViewCatchUp {

    private static final int EVENTS = 200_000;
    private static final int STREAMS = 1_000;
    private static final int BATCH = 500;
    private static final int ROUNDS = 4;

    private final JournalSettings settings;
    private final Codecs codecs = new Codecs(List.of(DepositAccount.TYPE));

    private ViewCatchUp(DatabasePlace place) {
        this.settings = TestDatabases.settings(place);
    }

    public static void main(String[] arguments) throws Exception {
        print("H2");
        new ViewCatchUp(new DatabasePlace.Folder(Files.createTempDirectory("recount-bench"))).measure();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            print("PostgreSQL, with fsync");
            new ViewCatchUp(TestDatabases.postgres(postgres, "postgres")).measure();
        }
        System.exit(0);
    }

    private void measure() throws Exception {
        List<Story> streams = IntStream.range(0, STREAMS)
                .mapToObj(number -> new Story(new StreamId("account", "g" + number)))
                .toList();
        try (Database database = JournalDatabase.open(settings)) {
            Filling.fill(database, streams, EVENTS);
        }
        try (Database database = JournalDatabase.open(settings)) {
            var byHand = new BatchedView(database, codecs);
            var jdbc = new double[ROUNDS];
            var grouped = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                byHand.clear();
                jdbc[round] = rate(byHand::catchUp);
                grouped[round] = rate(() -> groupedWithin(database));
                print("round %d: batched JDBC %,.0f events/s, groupedWithin %,.0f", round, jdbc[round], grouped[round]);
            }
            print(
                    "medians: groupedWithin %.2f of batched JDBC",
                    new Samples(grouped).median() / new Samples(jdbc).median());
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

    /** Pekko's own grouping of single events, with the view's handler. */
    private void groupedWithin(Database database) throws InterruptedException {
        View<AccountBalance> view = AccountBalance.view("grouped").withoutHistory();
        var mapping = new RowMapping<>(view);
        var generations = new Generations(database);
        generations.load("grouped");
        Generation generation =
                generations.add("grouped", 1, Generation.Definition.of(view, mapping.shape()), Position.START);
        var rows = new BatchRows<>(new GenerationTables(database).open(generation, mapping), 100_000);
        var done = new CountDownLatch(EVENTS);
        var projection =
                new ViewProjection<>(view, generation, rows, new LogReader(database, codecs), 0, new Committed(done));
        var id = ProjectionId.of("grouped", Integer.toString(generation.number()));
        Epoch epoch =
                new Transactions(database.pool(), "no epoch can begin").run(statements -> Epoch.begin(statements, id));
        Supplier<ProjectionSession> sessions = () -> new ProjectionSession(database.pool(), epoch);
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
            var events = new LogEvents(log.journal(0), view.streamTypes(), new ProjectionProgress(), () -> {});
            var grouped = JdbcProjection.groupedWithin(id, events, sessions, () -> new Grouped(projection), system)
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
        public boolean hadFailed() {
            return false;
        }

        @Override
        public boolean makeRoom() {
            return false;
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
}
