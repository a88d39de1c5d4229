package dev.recount.journal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.Codecs;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.decision.RecordedDecision.Accepted;
import dev.recount.journal.decision.RecordedDecision.AcceptedEvent;
import dev.recount.journal.decision.RecordedDecision.Rejected;
import dev.recount.journal.jdbc.AppendQueue;
import dev.recount.journal.jdbc.Appends;
import dev.recount.journal.jdbc.DatabaseKind;
import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalReader;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.journal.jdbc.NotWrittenException;
import dev.recount.journal.jdbc.TestDatabases;
import dev.recount.journal.json.MalformedException;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the record of decisions promises to its readers, on every database. */
abstract class DecisionsContract {

    static final Duration KEPT = Duration.ofDays(90);
    static final StreamId STREAM = new StreamId("account", "1");
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    JournalSettings settings;
    JournalDatabase database;
    RejectionLog log;
    private AppendQueue queue;
    private ExecutorService threads;
    private Decisions decisions;

    abstract DatabaseKind kind();

    @BeforeEach
    void create() {
        settings = TestDatabases.settings(kind(), folder);
        open();
    }

    private void open() {
        database = JournalDatabase.open(settings);
        queue = new AppendQueue(database, settings);
        log = new RejectionLog(database, settings, KEPT, CLOCK);
        threads = Executors.newCachedThreadPool();
        decisions = new Decisions(new JournalReader(database), new Codecs(List.of()), log, threads);
    }

    @AfterEach
    void close() {
        threads.close();
        log.close();
        queue.close();
        database.close();
    }

    static Rejection rejection(StreamId stream, String id, long version, Instant recorded) {
        return new Rejection(stream, rejected(id, OptionalLong.of(version), recorded));
    }

    private static Rejected rejected(String id, OptionalLong version, Instant recorded) {
        return new Rejected(
                new DecidedCommand(
                        id,
                        "Withdraw",
                        Optional.of("{\"amount\":1.10}"),
                        recorded,
                        recorded,
                        "ann",
                        "talk",
                        Optional.of("order/1@2")),
                version,
                "INSUFFICIENT_FUNDS",
                "the balance is 0.00");
    }

    /** Stores the events of an accepted command, the first of which is of this version. */
    private void accept(StreamId stream, String id, long first, int events) {
        for (int i = 0; i < events; i++) {
            String detail = i == 0 ? ",\"name\":\"Deposit\",\"digest\":\"d\",\"data\":{\"amount\":2.50}" : "";
            String payload = "{\"data\":{},\"time\":\"1993-01-01T00:00:00Z\",\"recorded\":\"" + NOW
                    + "\",\"principal\":\"ben\",\"correlation\":\"talk\",\"command\":{\"id\":\"" + id + "\"" + detail
                    + "},\"previous\":\"p\"}";
            Appends.append(
                            queue,
                            stream,
                            first + i,
                            new StoredEvent("account.Deposited/1", payload.getBytes(StandardCharsets.UTF_8)))
                    .join();
        }
    }

    final List<RecordedDecision> all(StreamId stream, int limit) {
        var all = new ArrayList<RecordedDecision>();
        DecisionCursor reached = DecisionCursor.START;
        Decisions.Page page;
        do {
            page = page(stream, reached, limit);
            assertThat(page.decisions()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.decisions());
            reached = DecisionCursor.parse(page.reached().toString());
        } while (!page.isHead());
        return all;
    }

    private Decisions.Page page(StreamId stream, DecisionCursor after, int limit) {
        return decisions.read(stream, after, limit).toCompletableFuture().join();
    }

    private static List<String> ids(List<RecordedDecision> decisions) {
        return decisions.stream().map(decision -> decision.command().id()).toList();
    }

    @Test
    void tellsAllThatIsKnownOfARejection() {
        Rejected full = rejected("id-1", OptionalLong.of(7), NOW);
        Rejected bare = new Rejected(
                new DecidedCommand(
                        "id-2",
                        "Withdraw",
                        Optional.empty(),
                        Instant.parse("0000-01-01T00:00:00Z"),
                        NOW,
                        "ann",
                        "talk",
                        Optional.empty()),
                OptionalLong.empty(),
                "NOT_PERMITTED",
                "ž".repeat(200_000));
        log.append(new Rejection(STREAM, full)).join();
        log.append(new Rejection(STREAM, bare)).join();
        log.append(rejection(new StreamId("account", "2"), "other", 0, NOW)).join();

        assertThat(all(STREAM, 10)).containsExactly(full, bare);
    }

    @Test
    void takesWhateverAMessageQuotes() {
        Rejected quoting = new Rejected(
                rejected("id", OptionalLong.of(0), NOW).command(),
                OptionalLong.of(0),
                "R\0",
                "a\0b \ud800 \ud83d\ude00");

        log.append(new Rejection(STREAM, quoting)).join();

        assertThat(((Rejected) all(STREAM, 10).getFirst()).message()).isEqualTo("a\ufffdb ? \ud83d\ude00");
    }

    @Test
    void tellsAnAcceptedCommandWithAllOfItsEvents() {
        accept(STREAM, "many", 1, 250);
        accept(STREAM, "one", 251, 1);

        List<RecordedDecision> all = all(STREAM, 1);

        assertThat(ids(all)).containsExactly("many", "one");
        Accepted many = (Accepted) all.getFirst();
        assertThat(many.events()).hasSize(250);
        assertThat(List.of(many.firstVersion(), many.lastVersion())).containsExactly(1L, 250L);
        assertThat(many.events().getLast()).isEqualTo(new AcceptedEvent(250, "account.Deposited"));
        assertThat(many.command())
                .isEqualTo(new DecidedCommand(
                        "many",
                        "Deposit",
                        Optional.of("{\"amount\":2.50}"),
                        Instant.parse("1993-01-01T00:00:00Z"),
                        NOW,
                        "ben",
                        "talk",
                        Optional.empty()));
        assertThat(page(STREAM, new DecisionCursor(100, 0), 10).decisions())
                .as("from within the first command's events")
                .containsExactly(all.getLast());
    }

    @Test
    void knowsACursorThatTheStreamHasNotComeTo() {
        accept(STREAM, "one", 1, 2);
        log.append(rejection(STREAM, "r", 1, NOW)).join();

        assertThat(page(STREAM, new DecisionCursor(2, 0), 10).isBeyond()).isFalse();
        assertThat(page(STREAM, new DecisionCursor(3, 0), 10).isBeyond()).isTrue();
        assertThat(page(new StreamId("account", "none"), DecisionCursor.START, 10)
                        .isBeyond())
                .isFalse();
    }

    @Test
    void putsEachRejectionBeforeTheCommandThatTookTheStreamOn() {
        accept(STREAM, "a1", 1, 2);
        log.append(rejection(STREAM, "r2", 2, NOW.plusSeconds(9))).join();
        accept(STREAM, "a3", 3, 1);
        log.append(rejection(STREAM, "late", 2, NOW)).join();
        log.append(rejection(STREAM, "r3", 3, NOW)).join();
        log.append(new Rejection(STREAM, rejected("whenever", OptionalLong.empty(), NOW.plusSeconds(1))))
                .join();
        accept(STREAM, "a4", 4, 1);

        List<String> expected = List.of("a1", "r2", "late", "a3", "r3", "a4", "whenever");
        for (int limit = 1; limit <= 8; limit++) {
            assertThat(ids(all(STREAM, limit))).as("pages of %d", limit).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void endsAPageThatIsLarge() {
        for (int i = 0; i < 12; i++) {
            Rejected rejected = rejected("r" + i, OptionalLong.of(0), NOW);
            log.append(new Rejection(
                            STREAM, new Rejected(rejected.command(), rejected.version(), "R", "x".repeat(1_000_000))))
                    .join();
        }

        assertThat(page(STREAM, DecisionCursor.START, 1_000).decisions()).hasSize(9);
        assertThat(all(STREAM, 1_000)).hasSize(12);
    }

    @Test
    void pageExactlyWhileOthersWrite() throws Exception {
        assertExactUnderWriters(List.of(log));
    }

    /** Many write to one stream and to another, and a reader follows all along; in the end it has seen each once. */
    final void assertExactUnderWriters(List<RejectionLog> logs) throws Exception {
        int each = 150;
        int writers = 4;
        Set<String> written = new HashSet<>();
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            RejectionLog own = logs.get(writer % logs.size());
            for (int i = 0; i < each; i++) {
                written.add("w" + number + "-" + i);
            }
            writing.add(threads.submit(() -> write(own, number, each)));
        }
        writing.add(threads.submit(() -> {
            for (int i = 0; i < each; i++) {
                accept(STREAM, "a-" + i, 2L * i + 1, 2);
            }
            return each;
        }));
        for (int i = 0; i < each; i++) {
            written.add("a-" + i);
        }

        Callable<List<String>> reader = () -> follow(written.size());
        List<Future<List<String>>> readers = List.of(threads.submit(reader), threads.submit(reader));
        for (Future<?> writer : writing) {
            writer.get();
        }
        for (Future<List<String>> read : readers) {
            assertThat(read.get()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
        }
        List<String> settled = ids(all(STREAM, 1_000));
        assertThat(ids(all(STREAM, 7))).isEqualTo(settled);
        assertThat(settled).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }

    private static int write(RejectionLog log, int writer, int rejections) {
        var random = new Random(writer);
        for (int i = 0; i < rejections; i++) {
            var other = log.append(rejection(new StreamId("account", "2"), "other", 0, NOW));
            log.append(rejection(STREAM, "w" + writer + "-" + i, random.nextInt(300), NOW))
                    .join();
            other.join();
        }
        return rejections;
    }

    private List<String> follow(int decisions) {
        var seen = new ArrayList<String>();
        DecisionCursor reached = DecisionCursor.START;
        while (seen.size() < decisions) {
            Decisions.Page page = page(STREAM, reached, 7);
            seen.addAll(ids(page.decisions()));
            reached = page.reached();
        }
        return seen;
    }

    @Test
    void deletesExactlyWhatIsOlderThanItIsKept() {
        Instant end = NOW.minus(KEPT);
        for (int i = 0; i < 2_500; i++) {
            var _ = log.append(
                    rejection(STREAM, "old" + i, 0, end.minusNanos(1_000).minusSeconds(i)));
        }
        log.append(rejection(STREAM, "just", 0, end)).join();
        log.append(rejection(STREAM, "new", 0, NOW)).join();
        DecisionCursor within = page(STREAM, DecisionCursor.START, 100).reached();
        var table = new RejectionTable(database, database.pool());

        try (var retention = new Retention(table, KEPT, CLOCK)) {
            retention.deleteOld();
        }

        assertThat(ids(all(STREAM, 1_000))).containsExactly("just", "new");
        assertThat(ids(page(STREAM, within, 10).decisions()))
                .as("after a cursor whose rejection is gone")
                .containsExactly("just", "new");
    }

    @Test
    void goesOnAfterAllOfThemWereDeletedAndTheJournalWasOpenedAgain() {
        log.append(rejection(STREAM, "gone", 0, NOW)).join();
        DecisionCursor reached = page(STREAM, DecisionCursor.START, 10).reached();
        log.close();
        var later = Clock.fixed(NOW.plus(KEPT).plusSeconds(1), ZoneOffset.UTC);
        try (var retention = new Retention(new RejectionTable(database, database.pool()), KEPT, later)) {
            retention.deleteOld();
        }
        database.close();
        queue.close();
        open();

        log.append(rejection(STREAM, "next", 0, NOW)).join();

        assertThat(ids(page(STREAM, reached, 10).decisions())).containsExactly("next");
    }

    @Test
    void saysThatNothingIsOnRecordWhenTheDatabaseIsAway() {
        database.close();

        assertThatThrownBy(() -> log.append(rejection(STREAM, "lost", 0, NOW)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NotWrittenException.class);
    }

    @Test
    void saysThatAnEventIsDamaged() {
        Appends.append(queue, STREAM, 1, new StoredEvent("account.Deposited/1", new byte[] {'{', '}'}))
                .join();
        Supplier<Object> reading = () -> page(STREAM, DecisionCursor.START, 10);

        assertThatThrownBy(reading::get).hasCauseInstanceOf(MalformedException.class);
    }
}
