package dev.recount.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the log to its readers, on every database. */
abstract class LogContract {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    Database database;
    AppendQueue queue;
    ExecutorService threads;
    private Log log;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        JournalSettings settings = TestDatabases.settings(kind(), folder);
        database = JournalDatabase.open(settings);
        queue = new AppendQueue(database, TestDatabases.LIMITS);
        threads = Executors.newCachedThreadPool();
        log = follow(Duration.ofMillis(5));
    }

    @AfterEach
    void close() {
        log.close();
        threads.close();
        queue.close();
        database.close();
    }

    final LogReader reader() {
        return new LogReader(database, new Codecs(List.of()));
    }

    private Log follow(Duration pollInterval) {
        var following = new Log(reader(), threads, pollInterval);
        queue.whenCommitted(following::wake);
        return following;
    }

    static StreamId stream(int number) {
        return new StreamId("test", "s" + number);
    }

    /** Reads the log from its start until so many events have come. */
    List<LogEntry> read(int events) {
        var read = new ArrayList<LogEntry>();
        Position at = Position.START;
        while (read.size() < events) {
            List<LogEntry> batch =
                    log.journal(0).after(at, 7).toCompletableFuture().join().entries();
            read.addAll(batch);
            at = batch.isEmpty() ? at : batch.getLast().position();
        }
        return read;
    }

    static void assertEachStreamIsWhole(List<LogEntry> read) {
        assertThat(read.stream().map(LogEntry::place)).isSorted().doesNotHaveDuplicates();
        Map<StreamId, Long> versions = new HashMap<>();
        for (LogEntry entry : read) {
            assertThat(entry.version())
                    .as("the version after the one before it in %s", entry.stream())
                    .isEqualTo(versions.merge(entry.stream(), 1L, Long::sum));
        }
    }

    @Test
    void showsEveryEventOnceToEveryReaderWhoeverWritesMeanwhile() throws Exception {
        int writers = 8;
        int appends = 60;
        List<Callable<List<LogEntry>>> readers = IntStream.range(0, 3)
                .<Callable<List<LogEntry>>>mapToObj(_ -> () -> read(expectedEvents(writers, appends)))
                .toList();
        List<Future<List<LogEntry>>> reading =
                readers.stream().map(threads::submit).toList();

        write(writers, appends);

        List<String> inTheJournal = inTheJournal();
        assertThat(inTheJournal).hasSize(expectedEvents(writers, appends));
        for (Future<List<LogEntry>> list : reading) {
            assertEachStreamIsWhole(list.get());
            assertThat(list.get().stream().map(entry -> entry.stream() + "@" + entry.version()))
                    .containsExactlyInAnyOrderElementsOf(inTheJournal);
        }
    }

    abstract int expectedEvents(int writers, int appends);

    /** Lets so many writers append side by side, with failures among them. */
    abstract void write(int writers, int appends) throws Exception;

    private List<String> inTheJournal() {
        return new dev.recount.database.sql.Select<>(
                        "SELECT persistence_id, sequence_number FROM event_journal",
                        _ -> {},
                        row -> row.getString(1).replace('|', '/') + "@" + row.getLong(2))
                .from(database.pool());
    }

    @Test
    void readsFromAnyPositionOn() {
        Appends.append(queue, stream(1), 1, 50).join();
        List<LogEntry> all = read(50);

        for (LogEntry entry : all) {
            List<LogEntry> rest = reader().read(0, entry.position(), 100).entries();
            assertThat(rest).hasSize(50 - all.indexOf(entry) - 1);
            assertThat(reader().positionOf(entry.stream(), entry.version())).contains(entry.position());
            assertThat(reader().versionAt(entry.stream(), entry.position())).isEqualTo(entry.version());
        }
        assertThat(reader().head(0)).isEqualTo(all.getLast().position());
        assertThat(reader().readStream(stream(1), 48, 10).entries())
                .extracting(LogEntry::version)
                .containsExactly(49L, 50L);
    }

    @Test
    void hasNothingForAReaderOfAnEmptyLog() {
        assertThat(reader().head(0)).isEqualTo(Position.START);
        assertThat(log.journal(0)
                        .after(Position.START, 10)
                        .toCompletableFuture()
                        .join()
                        .entries())
                .isEmpty();
    }

    @Test
    void wakesReadersWhenSomethingIsCommitted() {
        try (Log unpolled = follow(NEVER)) {
            CompletionStage<LogPage> waiting = unpolled.journal(0).after(Position.START, 10);
            Appends.append(queue, stream(1), 1, 2).join();

            assertThat(waiting.toCompletableFuture().join().entries())
                    .extracting(LogEntry::version)
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void losesNothingOfWhatIsTooMuchToKeep() {
        CompletionStage<LogPage> waiting = log.journal(0).after(Position.START, 1_000);
        Appends.appendLarge(queue, stream(1), 90, 500_000).join();

        assertThat(read(90)).extracting(LogEntry::version).isSorted().hasSize(90);
        List<LogEntry> first = waiting.toCompletableFuture().join().entries();
        assertThat(first.isEmpty() || first.getFirst().version() == 1).isTrue();
    }

    @Tag("slow")
    @Test
    void givesFewerEventsAtOnceWhereTheyAreLarge() {
        // What somebody waits for is kept for those who come later.
        CompletableFuture<List<LogEntry>> following = CompletableFuture.supplyAsync(
                () -> read(200), task -> Thread.ofVirtual().start(task));
        Appends.appendLarge(queue, stream(1), 200, 500_000).join();
        following.join();

        LogPage page = reader().read(0, Position.START, 1_000);
        assertThat(LogPage.bytes(page.entries())).isBetween(LogPage.MOST_BYTES, 5 * LogPage.MOST_BYTES);
        assertThat(page.atHead()).isFalse();
        assertThat(reader().readStream(stream(1), 0, 1_000).atHead()).isFalse();
        assertThat(reader().readStream(stream(1), 190, 1_000).atHead()).isTrue();

        Position late = reader().positionOf(stream(1), 100).orElseThrow();
        LogPage followed =
                log.journal(0).after(late, 1_000).toCompletableFuture().join();
        assertThat(LogPage.bytes(followed.entries())).isBetween(LogPage.MOST_BYTES, 5 * LogPage.MOST_BYTES);
        assertThat(followed.atHead()).isFalse();
        assertThat(log.journal(0)
                        .after(log.reader().positionOf(stream(1), 190).orElseThrow(), 20)
                        .toCompletableFuture()
                        .join()
                        .atHead())
                .isTrue();
    }

    @Test
    void goesOnAfterAFailureThatNobodyForesaw() throws Exception {
        log.close();
        log = follow(Duration.ofSeconds(2)); // longer than nobody waits here
        try (Connection connection = TestDatabases.repairing(database.pool().getConnection());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Appends.insert(connection, stream(1), 1, 1);
            statement.execute("UPDATE event_journal SET persistence_id = 'nameless'");
            connection.commit();
        }
        Appends.append(queue, stream(2), 1, 1).join();
        for (int look = 0; look < 2; look++) {
            assertThat(log.journal(0).after(Position.START, 10).toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .satisfies(page -> assertThat(page.entries()).isEmpty());
        }

        try (Connection connection = TestDatabases.repairing(database.pool().getConnection());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE event_journal SET persistence_id = 'test|s1' WHERE persistence_id = 'nameless'");
        }

        assertThat(CompletableFuture.supplyAsync(() -> read(2), threads))
                .succeedsWithin(PATIENCE)
                .satisfies(read -> assertThat(read).extracting(LogEntry::stream).containsExactly(stream(1), stream(2)));
    }

    @Test
    void tellsThoseWhoWaitWhenItIsClosed() {
        CompletionStage<LogPage> waiting;
        try (Log unpolled = follow(NEVER)) {
            waiting = unpolled.journal(0).after(Position.START, 10);
        }

        assertThat(waiting.toCompletableFuture().join().entries()).isEmpty();
    }

    @Test
    void tellsOneWhoComesLateOfWhatNobodyWaitedFor() {
        try (Log unpolled = follow(NEVER)) {
            Appends.append(queue, stream(1), 1, 1).join();

            assertThat(unpolled.journal(0).after(Position.START, 10).toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .satisfies(page -> assertThat(page.entries())
                            .extracting(LogEntry::version)
                            .containsExactly(1L));
        }
    }

    @Test
    void knowsItsHeadThoughNobodyWaits() {
        Appends.append(queue, stream(1), 1, 1).join();
        Position stored = reader().positionOf(stream(1), 1).orElseThrow();

        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!log.head().equals(stored) && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
        assertThat(log.head()).isEqualTo(stored);
    }

    @Test
    void decodesEachEventOnceForAllReadersAtTheHead() {
        try (Log shared = follow(NEVER)) {
            List<CompletableFuture<LogPage>> waiting = IntStream.range(0, 100)
                    .mapToObj(_ -> shared.journal(0).after(Position.START, 10).toCompletableFuture())
                    .toList();
            Appends.append(queue, stream(1), 1, 1).join();

            LogEntry first = waiting.getFirst().join().entries().getFirst();
            assertThat(waiting)
                    .allSatisfy(batch -> assertThat(batch.join().entries()).containsExactly(first));
        }
    }
}
