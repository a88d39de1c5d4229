package dev.recount.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.recount.journal.Codecs;
import dev.recount.journal.HashChain;
import dev.recount.journal.jdbc.DatabaseKind;
import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.journal.jdbc.TestDatabases;
import dev.recount.journal.jdbc.snapshot.StoredStreams;
import dev.recount.model.StreamId;
import dev.recount.model.StreamType;
import dev.recount.stream.Reading;
import dev.recount.stream.Refusal;
import dev.recount.stream.state.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time travel promises on every database. There is no actor system here: it needs none. */
abstract class HistoryContract {

    private static final int PURSES = 8;
    private static final int MOST_EVENTS = 90;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @TempDir
    Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private JournalSettings settings;
    private JournalDatabase database;
    private History history;

    abstract DatabaseKind kind();

    @BeforeEach
    void begin() {
        settings = TestDatabases.settings(kind(), folder);
        open();
    }

    private void open() {
        database = JournalDatabase.open(settings);
        history = history(new HistorySettings(4, 1_000));
    }

    private History history(HistorySettings limits) {
        return new History(database, new Codecs(List.of(StreamType.of("purse", new Purse()))), limits);
    }

    @AfterEach
    void close() {
        history.close();
        database.close();
    }

    /** Reads again what is in the journal, now that others have written to it. */
    private void reopen() {
        close();
        open();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Reading at(StreamId stream, Moment moment) {
        return get(history.stateAt(stream, moment));
    }

    private List<WrittenStream<Purse.State, Purse.Command, Purse.Event>> store(boolean withSnapshots)
            throws SQLException {
        var purses = new ArrayList<WrittenStream<Purse.State, Purse.Command, Purse.Event>>();
        for (int i = 0; i < PURSES; i++) {
            var purse = new RandomPurses(random).purse("p" + i, 1 + random.nextInt(MOST_EVENTS));
            purse.store(database);
            for (int version = 1; withSnapshots && version <= purse.version(); version++) {
                if (random.nextInt(4) == 0) {
                    saveSnapshot(purse, version);
                }
            }
            purses.add(purse);
        }
        reopen();
        return purses;
    }

    /** Most are good; some are stale, or spoilt in a way that must not be believed. */
    private void saveSnapshot(WrittenStream<?, ?, ?> purse, int version) throws SQLException {
        String name = Snapshot.name(purse.codec());
        String text = new String(purse.snapshot(version), StandardCharsets.UTF_8);
        switch (random.nextInt(8)) {
            case 0 -> purse.saveSnapshot(database, version, "purse.State/1", purse.snapshot(version));
            case 1 -> purse.saveSnapshot(database, version, name, new byte[] {0, 1, 2});
            case 2 -> purse.saveSnapshot(database, version, name, purse.snapshot(version - 1));
            case 3 ->
                purse.saveSnapshot(
                        database,
                        version,
                        name,
                        text.replace(purse.after(version).hash(), HashChain.beginning(new StreamId("purse", "x")))
                                .getBytes(StandardCharsets.UTF_8));
            default -> purse.saveSnapshot(database, version);
        }
    }

    private void assertPastIsTheFold(WrittenStream<?, ?, ?> purse) {
        assertThat(at(purse.id(), new Moment.Version(0))).isInstanceOf(Reading.NotFound.class);
        for (int version = 1; version <= purse.version(); version++) {
            assertState(at(purse.id(), new Moment.Version(version)), purse, version);
            for (int nanos = -1; nanos <= 1; nanos++) {
                Instant time = purse.time(version).plusNanos(nanos);
                assertState(at(purse.id(), new Moment.Time(time)), purse, versionAt(purse, time));
            }
        }
        assertThat(at(purse.id(), new Moment.Version(purse.version() + 1L))).isInstanceOf(Reading.NotFound.class);
        assertThat(at(purse.id(), new Moment.Version(Long.MAX_VALUE))).isInstanceOf(Reading.NotFound.class);
        assertThat(at(purse.id(), new Moment.Time(Instant.MIN))).isInstanceOf(Reading.NotFound.class);
        assertState(at(purse.id(), new Moment.Time(Instant.MAX)), purse, purse.version());
        assertState(at(purse.id(), Moment.Latest.INSTANCE), purse, purse.version());
    }

    private static int versionAt(WrittenStream<?, ?, ?> purse, Instant time) {
        int version = 0;
        while (version < purse.version() && !purse.time(version + 1).isAfter(time)) {
            version++;
        }
        return version;
    }

    private void assertState(Reading reading, WrittenStream<?, ?, ?> purse, int version) {
        if (version == 0) {
            assertThat(reading).as("seed %d", seed).isInstanceOf(Reading.NotFound.class);
            return;
        }
        assertThat(reading)
                .as("%s@%d, seed %d", purse.id(), version, seed)
                .isInstanceOfSatisfying(Reading.Found.class, found -> {
                    assertThat(found.version()).isEqualTo(version);
                    assertThat(found.time()).isEqualTo(purse.time(version));
                    assertThat(found.state().json()).isEqualTo(purse.json(version));
                });
    }

    @Test
    void statesWithoutSnapshotsAreTheFoldOfTheirEvents() throws SQLException {
        store(false).forEach(this::assertPastIsTheFold);
    }

    @Test
    void statesWithAnySnapshotsAreTheFoldOfTheirEvents() throws SQLException {
        store(true).forEach(this::assertPastIsTheFold);
    }

    @Test
    void statesWithThinnedSnapshotsAreTheFoldOfTheirEvents() throws SQLException {
        var purses = store(true);
        for (var purse : purses) {
            StoredStreams.shared(database)
                    .snapshots()
                    .thin(
                            purse.id(),
                            Snapshot.name(purse.codec()),
                            random.nextInt(MOST_EVENTS),
                            1 + random.nextInt(30),
                            random.nextBoolean() ? Set.of() : Set.of("purse.Lost", "purse.Noted"));
        }
        purses.forEach(this::assertPastIsTheFold);
    }

    @Test
    void patchesMakeTheOneStateOfTheOtherToTheLastDigit() throws Exception {
        for (var purse : store(true)) {
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(purse.version() + 1);
                int to = random.nextInt(purse.version() + 1);
                var difference = (Difference.Found)
                        get(history.difference(purse.id(), new Moment.Version(from), new Moment.Version(to)));

                JsonNode sent = EXACT.readTree(difference.patch().toString());
                JsonNode patched = JsonPatch.apply(sent, EXACT.readTree(purse.json(from)));
                assertThat(difference.from()).isEqualTo(from);
                assertThat(difference.to()).isEqualTo(to);
                assertThat(patched)
                        .as("%s from %d to %d by %s, seed %d", purse.id(), from, to, sent, seed)
                        .isEqualTo(EXACT.readTree(purse.json(to)));
                assertThat(numbers(patched)).as("seed %d", seed).isEqualTo(numbers(EXACT.readTree(purse.json(to))));
            }
        }
    }

    /** Returns the numbers as they are written, as equal numbers may differ in their digits. */
    private static List<String> numbers(JsonNode json) {
        var numbers = new ArrayList<String>();
        json.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                numbers.add(field.getKey() + "=" + field.getValue());
            }
        });
        return numbers.stream().sorted().toList();
    }

    @Test
    void pointsOfADifferenceMayBeTimes() throws SQLException {
        var purse = store(true).getFirst();
        Instant time = purse.time(purse.version());

        assertThat(get(history.difference(purse.id(), new Moment.Time(Instant.EPOCH), new Moment.Time(time))))
                .isEqualTo(get(history.difference(purse.id(), new Moment.Version(0), Moment.Latest.INSTANCE)));
        assertThat(get(history.difference(
                        purse.id(), new Moment.Version(purse.version() + 1L), Moment.Latest.INSTANCE)))
                .isInstanceOf(Difference.NotFound.class);
        assertThat(get(history.difference(
                        new StreamId("purse", "none"), new Moment.Version(0), Moment.Latest.INSTANCE)))
                .isInstanceOf(Difference.NotFound.class);
    }

    @Test
    void pagesTellEveryEventOnceWithItsCommandAndItsState() throws SQLException {
        for (var purse : store(true)) {
            int limit = 1 + random.nextInt(20);
            var entries = new ArrayList<HistoryEntry>();
            HistoryPage.Found page;
            do {
                page = (HistoryPage.Found) get(history.page(purse.id(), entries.size(), limit));
                entries.addAll(page.entries());
            } while (page.isFull());

            assertThat(entries).hasSize(purse.version());
            int first = 0;
            for (int version = 1; version <= purse.version(); version++) {
                HistoryEntry entry = entries.get(version - 1);
                assertThat(entry.event().version()).isEqualTo(version);
                assertThat(entry.state()).as("seed %d", seed).isEqualTo(purse.json(version));
                HistoryEntry.Cause cause = entry.cause().orElseThrow();
                first = cause.data().isPresent() ? version : first;
                assertThat(cause.name()).isEqualTo("Command");
                assertThat(cause.id()).as("seed %d", seed).isEqualTo("c" + first);
            }
        }
        assertThat(get(history.page(new StreamId("purse", "none"), 0, 10))).isInstanceOf(HistoryPage.NotFound.class);
    }

    @Test
    void whatIsMissingOrUnreadableIsToldWhereItMatters() throws SQLException {
        var purse = new RandomPurses(random).purse("damaged", 40);
        purse.store(database);
        purse.saveSnapshot(database, 30);
        execute("DELETE FROM event_journal WHERE sequence_number = ?", 20);
        reopen();

        assertState(at(purse.id(), new Moment.Version(19)), purse, 19);
        assertDamaged(at(purse.id(), new Moment.Version(20)), "events are missing after version 19");
        assertDamaged(at(purse.id(), new Moment.Version(29)), "events are missing after version 19");
        assertState(at(purse.id(), new Moment.Version(30)), purse, 30);
        assertState(at(purse.id(), Moment.Latest.INSTANCE), purse, purse.version());
        assertThat(get(history.page(purse.id(), 10, 5))).isInstanceOf(HistoryPage.Found.class);
        assertThat(get(history.page(purse.id(), 15, 5))).isInstanceOf(HistoryPage.Failed.class);

        for (int version = 1; version <= purse.version(); version++) {
            Instant time = purse.time(version);
            int expected = versionAt(purse, time);
            Reading reading = at(purse.id(), new Moment.Time(time));
            if (expected < 19 || expected >= 30) {
                assertState(reading, purse, expected);
            } else {
                assertDamaged(reading, "events are missing after version 19");
            }
        }
    }

    @Test
    void aBrokenChainIsTold() throws SQLException {
        var purse = new RandomPurses(random).purse("broken", 30);
        purse.store(database);
        execute("UPDATE event_journal SET event_payload = ? WHERE sequence_number = 10", brokenPayload());
        reopen();

        assertState(at(purse.id(), new Moment.Version(9)), purse, 9);
        assertDamaged(at(purse.id(), new Moment.Version(10)), "the event of version 10: ");
        assertDamaged(at(purse.id(), Moment.Latest.INSTANCE), "the event of version 10: ");
    }

    private static byte[] brokenPayload() {
        return "{\"data\":{}}".getBytes(StandardCharsets.UTF_8);
    }

    private void execute(String sql, Object value) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static void assertDamaged(Reading reading, String problem) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Failed.class, failed -> {
            assertThat(failed.refused().refusal()).isEqualTo(Refusal.STREAM_DAMAGED);
            assertThat(failed.refused().message()).contains(problem);
        });
    }

    @Test
    void moreQuestionsThanMayWaitAreRefused() throws SQLException {
        var purse = store(false).getFirst();
        try (History narrow = history(new HistorySettings(1, 1))) {
            var stages = new ArrayList<CompletionStage<Reading>>();
            for (int i = 0; i < 500; i++) {
                stages.add(narrow.stateAt(purse.id(), Moment.Latest.INSTANCE));
            }
            long refused = 0;
            for (CompletionStage<Reading> stage : stages) {
                try {
                    assertState(get(stage), purse, purse.version());
                } catch (CompletionException failure) {
                    assertThat(failure).hasCauseInstanceOf(RejectedExecutionException.class);
                    refused++;
                }
            }
            assertThat(refused).isPositive().isLessThan(500);
        }
    }

    @Test
    void idsAreListedInOrder() throws SQLException {
        store(false);

        assertThat(get(history.streams("purse", Optional.of("p1"), 3))).containsExactly("p2", "p3", "p4");
    }
}
