package dev.recount.journal.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.WriteLimits;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.database.sql.Select;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotTables.SnapshotRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Option;

/** The queue that writes the journal. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AppendQueueTest {

    @TempDir
    Path folder;

    private final DatabaseKind kind;
    private Database database;
    private AppendQueue queue;

    AppendQueueTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        var place = switch (kind) {
            case H2 -> new DatabasePlace.Folder(folder);
            case POSTGRESQL -> TestDatabases.postgres();
        };
        var settings = new JournalSettings(place, List.of(), 4);
        database = JournalDatabase.open(settings);
        queue = new AppendQueue(database, new WriteLimits(100, 1_000));
    }

    @AfterEach
    void close() {
        queue.close();
        database.close();
    }

    private static EventRow row(String stream, long version) {
        return new EventRow(
                "test|" + stream,
                version,
                "writer",
                0,
                "",
                new StoredEvent("test.Happened/1", new byte[] {'{', '}'}),
                1);
    }

    private List<Long> versions(String stream) {
        return new JournalReader(database)
                .events(new StreamId("test", stream), 1, 1_000).entries().stream()
                        .map(entry -> entry.version())
                        .toList();
    }

    @Test
    void failsOnlyTheAppendsThatConflict() {
        queue.append(List.of(row("s5", 2))).join();
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            appends.add(queue.append(List.of(row("s" + i, 1), row("s" + i, 2))));
        }

        for (int i = 0; i < 500; i++) {
            CompletableFuture<@Nullable Void> append = appends.get(i);
            if (i == 5) {
                assertThatThrownBy(append::join).hasCauseInstanceOf(NotWrittenException.class);
            } else {
                append.join();
            }
        }
        assertThat(versions("s5")).as("none of an append is left").containsExactly(2L);
        assertThat(versions("s6")).containsExactly(1L, 2L);
    }

    @Test
    void writesAtOnceWhileReadersHaveTakenAllTheirConnections() throws SQLException {
        List<Connection> readers = new ArrayList<>();
        try {
            while (readers.size() < database.connections()) {
                readers.add(database.pool().getConnection());
            }

            queue.append(List.of(row("s", 1))).join(); // fails where it waits five seconds for a connection
        } finally {
            for (Connection reader : readers) {
                reader.close();
            }
        }
        assertThat(versions("s")).containsExactly(1L);
    }

    @Test
    void numbersTheLogInTheOrderOfCommits() {
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (long version = 1; version <= 300; version++) {
            appends.add(queue.append(List.of(row("one", version))));
        }
        appends.forEach(CompletableFuture::join);

        assertThat(versions("one")).hasSize(300).isSorted();
    }

    @Test
    void putsWhatIsAppendedLaterLaterIntoTheLog() {
        List<CompletableFuture<@Nullable Void>> others = new ArrayList<>();
        for (int version = 1; version <= 100; version++) {
            for (int other = 0; other < 5; other++) {
                others.add(queue.append(List.of(row("other" + other + "-" + version, 1))));
            }
            queue.append(List.of(row("one", version))).join();
        }
        others.forEach(CompletableFuture::join);

        String order = switch (kind) {
            case H2 -> "ordering";
            case POSTGRESQL -> "tx_id, ordering";
        };
        List<Long> logged = new Select<>(
                        "SELECT sequence_number FROM event_journal WHERE persistence_id = 'test|one' ORDER BY " + order,
                        _ -> {},
                        row -> row.getLong(1))
                .from(database.pool());
        assertThat(logged).hasSize(100).isSorted();
    }

    @Test
    void writesWhatWaitsWhenItCloses() {
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            appends.add(queue.append(List.of(row("late" + i, 1))));
        }

        queue.close();

        assertThat(appends).allSatisfy(append -> assertThat(append).isCompletedWithValue(null));
        assertThatThrownBy(() -> queue.append(List.of(row("after", 1))).join())
                .hasCauseInstanceOf(NotWrittenException.class);
    }

    @Test
    void refusesMoreThanMayWait() {
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            appends.add(queue.append(List.of(row("many" + i, 1))));
        }

        long refused = appends.stream()
                .filter(append -> append.handle((_, failure) -> failure != null).join())
                .count();

        assertThat(refused).isPositive();
        assertThat(new JournalReader(database).streams("test", Optional.empty(), 30_000))
                .hasSize(20_000 - (int) refused);
    }

    @Test
    void tellsThatNothingIsWrittenWhenTheDatabaseIsAway() {
        database.close();

        assertThatThrownBy(() -> queue.append(List.of(row("away", 1))).join())
                .hasCauseInstanceOf(NotWrittenException.class);
    }

    private static SnapshotSave snapshot(String stream, long version, String manifest) {
        return new SnapshotSave(new SnapshotRow(
                "test|" + stream,
                version,
                0,
                1,
                manifest,
                new byte[] {'{', '}'},
                Option.empty(),
                Option.empty(),
                Option.empty()));
    }

    private List<String> snapshots() {
        return new Select<>(
                        "SELECT persistence_id, sequence_number, snapshot_ser_manifest FROM snapshot ORDER BY 1, 2",
                        _ -> {},
                        row -> row.getString(1) + " " + row.getLong(2) + " " + row.getString(3))
                .from(database.pool());
    }

    @Test
    void savesSnapshotsAmongTheEvents() {
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            appends.add(queue.append(List.of(row("s" + i, 1))));
            if (i % 100 == 0) {
                appends.add(queue.save(snapshot("s" + i, 1, "first")));
            }
        }
        appends.forEach(CompletableFuture::join);
        queue.save(snapshot("s100", 1, "second")).join();

        assertThat(snapshots()).containsExactly("test|s0 1 first", "test|s100 1 second", "test|s200 1 first");
        assertThat(new JournalReader(database).streams("test", Optional.empty(), 1_000))
                .hasSize(300);
    }

    @Test
    void failsASnapshotThatCannotBeSavedAndNoEventForItsSake() {
        List<CompletableFuture<@Nullable Void>> events = new ArrayList<>();
        List<CompletableFuture<@Nullable Void>> saves = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            saves.add(queue.save(snapshot("s" + i, 1, "x".repeat(256))));
            events.add(queue.append(List.of(row("s" + i, 1))));
        }

        events.forEach(CompletableFuture::join);
        assertThat(saves)
                .allSatisfy(save -> assertThatThrownBy(save::join).hasCauseInstanceOf(NotWrittenException.class));
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void tellsHowManyEventsWereStoredWhateverSnapshotsWereSavedBesideThem() {
        var told = new AtomicInteger();
        queue.setListener((events, _) -> told.addAndGet(events));
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            appends.add(queue.append(List.of(row("s" + i, 1), row("s" + i, 2))));
            appends.add(queue.save(snapshot("s" + i, 2, "state")));
        }
        appends.forEach(CompletableFuture::join);
        queue.close();

        assertThat(told).hasValue(100);
    }
}
