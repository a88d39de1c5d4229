package dev.recount.journal.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.stored.JournalReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names under which events are stored are known without reading the journal. */
class EventTypesTest {

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Database database(JournalSettings settings) {
        Database database = JournalDatabase.open(settings);
        open.add(database);
        return database;
    }

    private AppendQueue queue(Database database) {
        var queue = new AppendQueue(database, TestDatabases.LIMITS);
        open.add(queue);
        return queue;
    }

    private static EventRow row(String stream, long version, String storedName) {
        return new EventRow(
                "test|" + stream,
                version,
                "writer",
                0,
                "",
                new StoredEvent(storedName, "{}".getBytes(StandardCharsets.UTF_8)),
                1);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void areStoredWithTheFirstEventOfTheirNameAndNotWithOneThatWasNot(DatabaseKind kind) {
        JournalSettings settings = TestDatabases.settings(kind, folder);
        Database database = database(settings);
        AppendQueue queue = queue(database);
        var journal = new JournalReader(database);

        queue.append(List.of(row("a", 1, "test.B/1"), row("a", 2, "test.A/1"))).join();
        assertThatThrownBy(() -> queue.append(List.of(row("a", 2, "test.C/1"))).join())
                .hasCauseInstanceOf(NotWrittenException.class);
        assertThat(journal.storedNames()).containsExactly("test.A/1", "test.B/1");
        queue.append(List.of(row("a", 3, "test.C/1"), row("a", 4, "test.C/1"))).join();

        assertThat(journal.storedNames()).containsExactly("test.A/1", "test.B/1", "test.C/1");
        assertThat(journal.count("test.C/1")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void areAllThereWhateverFailsBesideThem(DatabaseKind kind) {
        JournalSettings settings = TestDatabases.settings(kind, folder);
        Database database = database(settings);
        AppendQueue queue = queue(database);
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Every third one comes twice, and so fails the batch in which it is.
            appends.add(queue.append(List.of(row("s" + (i % 3 == 0 ? i / 6 : i), 1 + i % 3, "test.T" + i + "/1"))));
        }
        List<String> written = IntStream.range(0, 300)
                .filter(i ->
                        appends.get(i).handle((_, failure) -> failure == null).join())
                .mapToObj(i -> "test.T" + i + "/1")
                .toList();

        assertThat(written).hasSizeBetween(200, 299);
        assertThat(new JournalReader(database).storedNames()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void areStoredByTwoNodesAtOnce() {
        JournalSettings settings = TestDatabases.settings(DatabaseKind.POSTGRESQL, folder);
        Database one = database(settings);
        Database other = database(settings);
        List<AppendQueue> queues = List.of(queue(one), queue(other));
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int number = i;
            queues.forEach(queue -> appends.add(queue.append(List.of(
                    row("q" + queues.indexOf(queue) + "-" + number, 1, "test.N" + number % 97 + "/1"),
                    row("q" + queues.indexOf(queue) + "-" + number, 2, "test.N" + number % 89 + "/1")))));
        }
        appends.forEach(CompletableFuture::join);

        assertThat(new JournalReader(one).storedNames()).hasSize(97);
    }
}
