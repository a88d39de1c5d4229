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
import dev.recount.server.Pause;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Appends of several streams, and the streams that must not go on meanwhile. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class JointAppendTest {

    private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

    @TempDir
    Path folder;

    private final DatabaseKind kind;
    private Database database;
    private AppendQueue queue;

    JointAppendTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        var place = switch (kind) {
            case H2 -> new DatabasePlace.Folder(folder);
            case POSTGRESQL -> TestDatabases.postgres();
        };
        database = JournalDatabase.open(new JournalSettings(place, List.of(), 4));
        queue = new AppendQueue(database, new WriteLimits(100, 1_000));
    }

    @AfterEach
    void close() {
        queue.close();
        database.close();
    }

    private static EventRow row(String stream, long version) {
        var event = new StoredEvent("test.Happened/1", new byte[] {'{', '}'});
        return new EventRow("test|" + stream, version, "writer", 0, "", event, 1);
    }

    private CompletableFuture<@Nullable Void> append(List<EventRow> rows, Fence... fences) {
        return append(rows, System.nanoTime() + PATIENCE, fences);
    }

    private CompletableFuture<@Nullable Void> append(List<EventRow> rows, long latestNanos, Fence... fences) {
        return queue.append(new JointAppend(rows, List.of(), List.of(), List.of(fences), latestNanos));
    }

    private List<String> stored() {
        return new Select<>(
                        "SELECT persistence_id, sequence_number FROM event_journal ORDER BY 1, 2",
                        _ -> {},
                        row -> row.getString(1) + "@" + row.getLong(2))
                .from(database.pool());
    }

    private static void requireNotWritten(CompletableFuture<?> append) {
        assertThatThrownBy(append::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NotWrittenException.class);
    }

    @Test
    void leaveNothingOfFences() {
        append(List.of(row("a", 1), row("b", 1)), new Fence("test|c", 0)).join();
        append(List.of(row("a", 2)), new Fence("test|b", 1), new Fence("test|c", 0))
                .join();
        queue.append(List.of(row("c", 1))).join();
        assertThat(stored()).containsExactly("test|a@1", "test|a@2", "test|b@1", "test|c@1");
    }

    @Test
    void storeNothingWhereAFencedStreamHasGoneOn() {
        queue.append(List.of(row("c", 1))).join();
        requireNotWritten(append(List.of(row("a", 1), row("b", 1)), new Fence("test|c", 0)));
        assertThat(stored()).containsExactly("test|c@1");
    }

    @Test
    void storeNothingWhereOneStreamHasGoneOn() {
        queue.append(List.of(row("b", 1))).join();
        requireNotWritten(append(List.of(row("a", 1), row("b", 1))));
        assertThat(stored()).containsExactly("test|b@1");
    }

    @Test
    void storeNothingAfterTheirTime() {
        requireNotWritten(append(List.of(row("a", 1)), System.nanoTime() - 1));
        assertThat(stored()).isEmpty();
    }

    @Test
    void haveOnlyOneGoOnOfThoseThatFenceEachOther() {
        for (int round = 1; round <= 50; round++) {
            long version = round;
            var one = append(List.of(row("a" + round, 1)), new Fence("test|b" + round, 0));
            var other = append(List.of(row("b" + round, 1)), new Fence("test|a" + round, 0));
            assertThat(List.of(succeeds(one), succeeds(other)))
                    .as("round %s", version)
                    .isNotEqualTo(List.of(true, true));
        }
    }

    private static boolean succeeds(CompletableFuture<?> append) {
        return append.handle((_, failure) -> failure == null).join();
    }

    /** Another node may be writing to a fenced stream at that very moment, of which a mere look would see nothing. */
    @Test
    void waitForWhoIsWritingToAFencedStream() throws SQLException {
        Assumptions.assumeTrue(kind == DatabaseKind.POSTGRESQL, "an embedded database has one writer");
        for (boolean commits : new boolean[] {true, false}) {
            String fenced = "c" + commits;
            CompletableFuture<@Nullable Void> append;
            try (Connection other = database.unhurried().getConnection()) {
                other.setAutoCommit(false);
                EventRow.insert(other, kind, List.of(row(fenced, 1)));
                append = append(List.of(row("a" + commits, 1)), new Fence("test|" + fenced, 0));
                Pause.until(this::somebodyWaits);
                assertThat(append).isNotDone();
                if (commits) {
                    other.commit();
                } else {
                    other.rollback();
                }
            }
            assertThat(succeeds(append)).isEqualTo(!commits);
        }
        assertThat(stored()).containsExactly("test|afalse@1", "test|ctrue@1");
    }

    private boolean somebodyWaits() {
        return !new Select<>(
                        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                        _ -> {},
                        row -> row.getInt(1))
                .from(database.pool())
                .isEmpty();
    }

    /** Who comes while the fence stands waits, and is stored after what rested on it. */
    @Test
    void keepWaitingWhoComesWhileAFenceStands() throws SQLException {
        Assumptions.assumeTrue(kind == DatabaseKind.POSTGRESQL, "an embedded database has one writer");
        CompletableFuture<@Nullable Void> write;
        try (Connection transaction = database.unhurried().getConnection()) {
            transaction.setAutoCommit(false);
            List<Fence> fences = List.of(new Fence("test|c", 0));
            EventRow.insert(transaction, kind, Fence.with(List.of(row("a", 1)), fences));
            Fence.lift(transaction, kind, fences);
            write = queue.append(List.of(row("c", 1)));
            Pause.until(this::somebodyWaits);
            assertThat(write).isNotDone();
            transaction.commit();
        }
        write.join();
        assertThat(new Select<>(
                                "SELECT persistence_id FROM event_journal ORDER BY tx_id, ordering",
                                _ -> {},
                                row -> row.getString(1))
                        .from(database.pool()))
                .containsExactly("test|a", "test|c");
    }
}
