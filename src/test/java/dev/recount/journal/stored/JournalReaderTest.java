package dev.recount.journal.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The journal as the readers of streams see it. */
class JournalReaderTest {

    private static final StreamId OLD = new StreamId("test", "old");
    private static final StreamId NEW = new StreamId("test", "young");

    @TempDir
    Path folder;

    private static void insert(Database database, StreamId stream, long from, int events) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            Appends.insert(connection, stream, from, events);
            connection.commit();
        }
    }

    @Test
    void hidesWhatAKilledProcessWouldTakeWithIt() throws SQLException {
        try (Database database = JournalDatabase.open(TestDatabases.settings(DatabaseKind.H2, folder))) {
            insert(database, OLD, 1, 3);
            database.settle(3);
            var reader = new JournalReader(database);

            insert(database, OLD, 4, 1_200);
            insert(database, NEW, 1, 2);

            assertThat(reader.lastVersion(OLD)).isEqualTo(3);
            assertThat(reader.lastVersion(NEW)).isZero();
            assertThat(reader.events(OLD, 2, 10).entries())
                    .extracting(JournalEntry::version)
                    .containsExactly(2L, 3L);
            assertThat(reader.event(OLD, 4)).isEmpty();
            assertThat(reader.streams("test", Optional.empty(), 10)).containsExactly("old");
            var names = new ArrayList<String>();
            reader.forEachName(0, "", names::add);
            assertThat(names).containsExactly("test|old");

            database.settle(1_204);

            assertThat(reader.lastVersion(OLD)).isEqualTo(1_203);
            assertThat(reader.lastVersion(NEW)).isEqualTo(1);
            assertThat(reader.streams("test", Optional.empty(), 10)).containsExactly("old", "young");
        }
    }

    @Test
    void endsAPageOfLargeEventsByTheirSize() throws SQLException {
        JournalSettings settings = TestDatabases.settings(DatabaseKind.H2, folder);
        try (Database database = JournalDatabase.open(settings);
                var queue = new AppendQueue(database, TestDatabases.LIMITS)) {
            Appends.appendLarge(queue, OLD, 200, 100_000).join();
            var reader = new JournalReader(database);
            var versions = new ArrayList<Long>();

            JournalPage page = reader.events(OLD, 1, 1_000);
            assertThat(page.entries())
                    .as("more than 8 MiB, and no more than one query above")
                    .hasSize(128);
            while (!page.atEnd()) {
                page.entries().forEach(entry -> versions.add(entry.version()));
                page = reader.events(OLD, versions.getLast() + 1, 1_000);
            }
            page.entries().forEach(entry -> versions.add(entry.version()));

            assertThat(versions)
                    .isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
            assertThat(reader.events(OLD, 1, 50).atEnd()).isFalse();
            assertThat(reader.events(OLD, 201, 50)).isEqualTo(new JournalPage(List.of(), true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsAllOnceTheDatabaseIsOpenedAgain(DatabaseKind kind) throws SQLException {
        JournalSettings settings = TestDatabases.settings(kind, folder);
        try (Database database = JournalDatabase.open(settings)) {
            insert(database, OLD, 1, 3);
        }
        try (Database database = JournalDatabase.openAsItIs(settings)) {
            var reader = new JournalReader(database);

            assertThat(reader.lastVersion(OLD)).isEqualTo(3);
            assertThat(reader.events(OLD, 3, 10).entries())
                    .extracting(JournalEntry::version)
                    .containsExactly(3L);
            assertThat(reader.lastVersion(NEW)).isZero();
        }
    }
}
