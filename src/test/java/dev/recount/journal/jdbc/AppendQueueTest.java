package dev.recount.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** The one writer of the journal. */
class AppendQueueTest {

    @TempDir
    Path folder;

    private JournalDatabase database;
    private AppendQueue queue;

    @BeforeEach
    void open() {
        var settings = new JournalSettings(
                new JournalSettings.Folder(folder),
                List.of(),
                4,
                100,
                1_000,
                Duration.ofSeconds(1),
                JournalSettings.UnreadableEvents.REFUSE);
        database = JournalDatabase.open(settings);
        queue = new AppendQueue(database, settings);
    }

    @AfterEach
    void close() {
        queue.close();
        database.close();
    }

    private static EventRow row(String stream, long version) {
        return new EventRow(new JournalPekkoSerializationRow(
                0,
                false,
                "test|" + stream,
                version,
                "writer",
                0,
                "",
                new byte[] {'{', '}'},
                1,
                "test.Happened/1",
                Option.empty(),
                Option.empty(),
                Option.empty()));
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
    void numbersTheLogInTheOrderOfCommits() {
        List<CompletableFuture<@Nullable Void>> appends = new ArrayList<>();
        for (long version = 1; version <= 300; version++) {
            appends.add(queue.append(List.of(row("one", version))));
        }
        appends.forEach(CompletableFuture::join);

        assertThat(versions("one")).hasSize(300).isSorted();
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
}
