package dev.recount.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.PostgresProcess;
import dev.recount.database.TestDatabases;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.process.Processes;
import dev.recount.server.Pause;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The logs of two journals, on two PostgreSQL servers, as one reader follows both. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class SeveralLogsTest {

    @TempDir
    Path folder;

    private PostgresProcess second;
    private JournalSettings settings;
    private Journals journals;
    private PerJournal<AppendQueue> queues;
    private PerJournal<ExecutorService> threads;
    private Log log;

    @BeforeEach
    void open() {
        second = PostgresProcess.start(folder);
        settings = TestDatabases.settings(TestDatabases.postgres());
        settings = settings.among(settings.place(), List.of(second.place()));
        journals = Journals.open(settings);
        queues = journals.databases().map(database -> new AppendQueue(database, TestDatabases.LIMITS));
        threads = journals.databases().map(_ -> Executors.newCachedThreadPool());
        log = follow();
        journals.databases()
                .all()
                .forEach(each -> queues.all().get(each.index()).whenCommitted(() -> log.wake(each.index())));
    }

    @AfterEach
    void close() {
        log.close();
        threads.all().forEach(ExecutorService::close);
        queues.all().forEach(AppendQueue::close);
        journals.close();
        second.close();
    }

    private Log follow() {
        return new Log(new LogReader(journals.databases(), new Codecs(List.of())), threads, Duration.ofMillis(20));
    }

    /** Returns streams of a journal, by its index. */
    private List<StreamId> streams(int journal, int number) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> new StreamId("test", "s" + i))
                .filter(stream -> queues.placement().of(stream) == journal)
                .limit(number)
                .toList();
    }

    private void append(StreamId stream, long from, int events) {
        Appends.append(queues.of(stream), stream, from, events).join();
    }

    /** A reader of the whole log, which begins anew now and then from the text of where it is. */
    private final class Reader {

        private final List<LogEntry> seen = new ArrayList<>();
        private final List<Position> ends = new ArrayList<>();
        private final Log log;
        private LogPages pages;
        private Position at = Position.START;

        Reader() {
            this(SeveralLogsTest.this.log);
        }

        Reader(Log log) {
            this.log = log;
            this.pages = log.pages((_, _) -> 7);
        }

        LogPages.Page step() {
            LogPages.Page page = pages.next(at).toCompletableFuture().join();
            assertThat(page.end().covers(at)).isTrue();
            seen.addAll(page.entries());
            at = page.end();
            ends.add(at);
            return page;
        }

        Reader until(int events) {
            while (seen.size() < events) {
                step();
                if (ends.size() % 5 == 0) {
                    at = Position.parse(at.toString());
                    pages = log.pages((_, _) -> 7);
                }
            }
            return this;
        }

        void assertWhole(Map<StreamId, Long> versions) {
            var reached = new TreeMap<StreamId, Long>();
            for (LogEntry entry : seen) {
                assertThat(entry.journal()).isEqualTo(queues.placement().of(entry.stream()));
                assertThat(entry.version())
                        .as("the version after the one before it in %s", entry.stream())
                        .isEqualTo(reached.merge(entry.stream(), 1L, Long::sum));
            }
            assertThat(reached).isEqualTo(versions);
        }
    }

    @Test
    void missNothingAndDoubleNothingWhoeverWritesWhileATransactionStaysOpenInOne() throws Exception {
        var versions = new TreeMap<StreamId, Long>();
        List<StreamId> all =
                Stream.of(streams(0, 4), streams(1, 4)).flatMap(List::stream).toList();
        List<Future<?>> writing = new ArrayList<>();
        ExecutorService writers = threads.home();
        List<Future<Reader>> readers = IntStream.range(0, 3)
                .mapToObj(_ -> writers.submit(() -> new Reader().until(8 * 200 + 1)))
                .toList();
        StreamId late = streams(1, 5).getLast();
        try (Connection open = journals.databases().of(late).pool().getConnection()) {
            open.setAutoCommit(false);
            Appends.insert(open, late, 1, 1);
            for (StreamId stream : all) {
                versions.put(stream, 200L);
                writing.add(writers.submit(() -> IntStream.range(0, 100).forEach(i -> append(stream, 1 + 2L * i, 2))));
            }
            for (Future<?> each : writing) {
                each.get();
            }
            Reader others = new Reader().until(4 * 200);
            assertThat(others.seen)
                    .as("what is not behind the open transaction")
                    .allMatch(entry -> entry.journal() == 0);
            open.commit();
        }
        versions.put(late, 1L);

        for (Future<Reader> reader : readers) {
            reader.get().assertWhole(versions);
        }
    }

    @Test
    void takeTurnsWhereOneHasMuchMoreToRead() {
        StreamId busy = streams(0, 1).getFirst();
        StreamId quiet = streams(1, 1).getFirst();
        append(busy, 1, 3_000);
        append(quiet, 1, 20);

        var reader = new Reader().until(3_020);

        int lastOfQuiet = reader.seen.lastIndexOf(reader.seen.stream()
                .filter(entry -> entry.stream().equals(quiet))
                .reduce((_, last) -> last)
                .orElseThrow());
        assertThat(lastOfQuiet).isLessThan(200);
        reader.assertWhole(Map.of(busy, 3_000L, quiet, 20L));
    }

    @Test
    void goOnWhereOneHangsOrIsAwayAndHaveAllOfItAfterwards() throws SQLException {
        StreamId here = streams(0, 1).getFirst();
        StreamId there = streams(1, 1).getFirst();
        append(here, 1, 10);
        append(there, 1, 10);
        var reader = new Reader().until(20);
        Log begunLater = follow(); // it has nothing of what is there already, and has to ask for it
        second.freeze();
        append(here, 11, 10);
        assertThat(reader.until(30).seen).hasSize(30);
        var late = new Reader(begunLater).until(20);
        assertThat(late.seen).allMatch(entry -> entry.stream().equals(here));
        second.thaw();
        second.kill();
        append(here, 21, 10);
        reader.until(40);
        late.until(30);
        second.restart();
        awaitBack(there);
        append(there, 11, 10);

        reader.until(50).assertWhole(Map.of(here, 30L, there, 20L));
        late.until(50).assertWhole(Map.of(here, 30L, there, 20L));
        begunLater.close();
    }

    private void awaitBack(StreamId there) {
        Pause.until(() -> journals.databases().of(there).problem().isEmpty());
    }

    @Test
    void areAtTheHeadOnceAllAre() {
        append(streams(0, 1).getFirst(), 1, 30);
        append(streams(1, 1).getFirst(), 1, 30);
        Pause.until(() -> Position.START.numbersTo(log.head()) == 60);
        var reader = new Reader();
        Set<Integer> readToTheEnd = new HashSet<>();

        LogPages.Page page = reader.step();
        while (!page.atHead()) {
            page = reader.step();
        }
        reader.seen.forEach(entry -> readToTheEnd.add(entry.journal()));

        assertThat(reader.seen).hasSize(60);
        assertThat(readToTheEnd).containsExactlyInAnyOrder(0, 1);
        assertThat(reader.at).isEqualTo(log.head());
    }

    @Test
    void giveAPageAgainThatNobodyWaitedFor() {
        append(streams(0, 1).getFirst(), 1, 3);
        LogPages pages = log.pages((_, _) -> 10);
        LogPages.Page first = pages.next(Position.START).toCompletableFuture().join();
        while (first.entries().isEmpty()) {
            first = pages.next(Position.START).toCompletableFuture().join();
        }

        var seen = new ArrayList<>(first.entries());
        LogPages.Page again = pages.next(Position.START).toCompletableFuture().join();
        while (again.entries().isEmpty()) {
            again = pages.next(Position.START).toCompletableFuture().join();
        }
        assertThat(again.entries()).isEqualTo(seen);
        assertThat(pages.next(again.end()).toCompletableFuture().join().entries())
                .isEmpty();
    }
}
