package dev.recount.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.log.Log;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers on their way through the log, and from what was to what comes. */
class LogCursorTest {

    private static final StreamId ONE = new StreamId("test", "one");
    private static final StreamId OTHER = new StreamId("test", "other");

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private AppendQueue queue;
    private Database database;
    private Log log;

    @BeforeEach
    void open() {
        open(DatabaseKind.H2);
    }

    private void open(DatabaseKind kind) {
        JournalSettings settings = TestDatabases.settings(kind, folder);
        database = JournalDatabase.open(settings);
        opened.addFirst(database);
        queue = new AppendQueue(database, TestDatabases.LIMITS);
        opened.addFirst(queue);
        log = follow();
    }

    private Log follow() {
        var following = new Log(new LogReader(database, new Codecs(List.of())), threads, Duration.ofMillis(5));
        queue.whenCommitted(following::wake);
        opened.addFirst(following);
        return following;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        threads.close();
    }

    private static LogCursor begin(Log log, Position after, Optional<StreamId> stream) {
        return LogCursor.after(after, stream, log).toCompletableFuture().join();
    }

    /** A reader, with what it has seen so far. */
    private static final class Reader {
        private final Log log;
        private final List<LogEntry> seen = new ArrayList<>();
        private LogCursor cursor;

        Reader(Log log, LogCursor cursor) {
            this.log = log;
            this.cursor = cursor;
        }

        Reader readUntil(int events) {
            while (seen.size() < events || !(cursor instanceof LogCursor.Live)) {
                step();
            }
            return this;
        }

        void step() {
            Position before = cursor.reached();
            LogCursor.Step step = cursor.next(log).toCompletableFuture().join();
            cursor = step.then();
            seen.addAll(step.entries());
            assertThat(cursor.reached().covers(before)).isTrue();
            if (!step.entries().isEmpty()) {
                assertThat(cursor.reached().covers(step.entries().getLast().position()))
                        .isTrue();
            }
        }

        List<Long> versions() {
            return seen.stream().map(LogEntry::version).toList();
        }
    }

    private static List<Long> versions(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void missesNothingAndDoublesNothingOfAStreamThatIsWrittenMeanwhile(DatabaseKind kind) throws Exception {
        if (kind != DatabaseKind.H2) {
            open(kind);
        }
        Appends.append(queue, ONE, 1, 250).join();
        Future<?> writer = threads.submit(() -> {
            for (int i = 0; i < 300; i++) {
                Appends.append(queue, ONE, 251 + 2L * i, 2).join();
                Appends.append(queue, OTHER, 1 + i, 1).join();
            }
        });

        List<Future<Reader>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(threads.submit(
                    () -> new Reader(log, begin(log, Position.START, Optional.of(ONE))).readUntil(850)));
        }

        writer.get();
        for (Future<Reader> reader : readers) {
            assertThat(reader.get().versions()).isEqualTo(versions(1, 850));
            assertThat(reader.get().seen).allMatch(entry -> entry.stream().equals(ONE));
        }
    }

    @Test
    void passesOverWhatItSawWhileItWasBehind() {
        Appends.append(queue, ONE, 1, 5).join();
        while (log.head().equals(Position.START)) {
            Pause.briefly();
        }
        var switched = new Reader(
                log,
                new LogCursor.LiveStream(
                        ONE, 3, Position.START, log.reader().positionOf(ONE, 3).get()));

        assertThat(switched.readUntil(2).versions()).isEqualTo(versions(4, 5));
        assertThat(switched.cursor.reached()).isEqualTo(log.head());
    }

    @Test
    void goesOnFromTheVersionThatAStreamHadAtAPosition() {
        Appends.append(queue, ONE, 1, 3).join();
        Appends.append(queue, OTHER, 1, 2).join();
        Appends.append(queue, ONE, 4, 3).join();
        Position between = log.reader().positionOf(OTHER, 2).get();

        assertThat(new Reader(log, begin(log, between, Optional.of(ONE)))
                        .readUntil(3)
                        .versions())
                .isEqualTo(versions(4, 6));
    }

    @Test
    void readsItsStreamAloneAgainWhereTheLogHasLeftItBehind() {
        Appends.append(queue, ONE, 1, 3).join();
        Appends.append(queue, OTHER, 1, 2).join();
        Log begunLater = follow();
        var behind = new Reader(begunLater, new LogCursor.LiveStream(ONE, 1, Position.START, Position.START));

        behind.step();

        assertThat(behind.versions()).isEqualTo(versions(2, 3));
        assertThat(behind.cursor.reached())
                .as("what is up to the head was looked through")
                .isEqualTo(begunLater.head());
    }

    @Test
    void readsTheWholeLogFromAnywhere() {
        Appends.append(queue, ONE, 1, 230).join();
        Position middle = log.reader().positionOf(ONE, 120).get();
        var reader = new Reader(log, begin(log, middle, Optional.empty())).readUntil(110);
        Appends.append(queue, OTHER, 1, 1).join();

        assertThat(reader.readUntil(111).seen.getLast().stream()).isEqualTo(OTHER);
        assertThat(reader.versions().subList(0, 110)).isEqualTo(versions(121, 230));
    }

    @Test
    void aPageThatPassesOverManyEventsEndsWithoutAnyAndGoesOnLater() {
        Appends.append(queue, OTHER, 1, 12_000).join();
        Appends.append(queue, ONE, 1, 1).join();
        var pages = new EventPages(log);
        var filter = new EventFilter(
                Set.of("test"),
                Set.of("test.Else"),
                Optional.empty(),
                Optional.empty(),
                CircumstanceFilter.ALL,
                _ -> true,
                false);

        EventPages.Page first = pages.read(Bookmark.of(Position.START), filter, 10)
                .toCompletableFuture()
                .join();
        EventPages.Page second =
                pages.read(first.reached(), filter, 10).toCompletableFuture().join();

        assertThat(first.events()).isEmpty();
        assertThat(first.isHead()).isFalse();
        assertThat(first.reached().position())
                .isEqualTo(log.reader().positionOf(OTHER, 10_000).get());
        assertThat(second.isHead()).isTrue();
        assertThat(second.reached().position())
                .isEqualTo(log.reader().positionOf(ONE, 1).get());
    }
}
