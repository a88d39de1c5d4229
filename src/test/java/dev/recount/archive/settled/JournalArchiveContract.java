package dev.recount.archive.settled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.recount.archive.ArchiveCase;
import dev.recount.archive.storage.FolderStorage;
import dev.recount.archive.storage.Storage;
import dev.recount.archive.storage.StorageException;
import dev.recount.archive.storage.StoredSegments;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.segment.Segments;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.example.bank.Bank;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.SnapshotTable;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.SettledState;
import dev.recount.journal.stored.archived.SettledStateTable;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events when something fails on their way into the archive. */
abstract class JournalArchiveContract {

    private static final Codecs CODECS = Codecs.of(List.of(new Bank()));

    @TempDir
    Path folder;

    private JournalSettings settings;
    private FolderStorage storage;
    private Database journal;
    private List<String> before;

    private static void failAsNothingIsDeleted(StreamId stream, long version) {
        fail(stream + "@" + version);
    }

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        settings = TestDatabases.settings(kind(), folder);
        try (TestServer server = TestServer.start(
                folder, all -> all.withJournal(settings).withSeals(TestSeals.often("bank")), new Bank())) {
            ArchiveCase.fill(server.client());
        }
        storage = FolderStorage.open(folder.resolve("archive"));
        journal = JournalDatabase.open(settings.with(new Segments(new StoredSegments(storage))));
        before = events();
    }

    @AfterEach
    void close() {
        journal.close();
        storage.close();
    }

    private Archived move(Storage into) {
        var table = new ArchiveTable(journal);
        var states = new SettledStatesCheck(StoredStreams.shared(PerJournal.one(journal)), CODECS);
        var due = new DueEvents(table, Archive.rules(CODECS), states);
        var segment = new NextSegment(table, into, 1, states, Clock.systemUTC());
        return new JournalArchive(0, new LogReader(journal, CODECS), due, segment).run(() -> false);
    }

    /** Returns all events as they are read, with their bytes. */
    private List<String> events() {
        var reader = new JournalReader(journal);
        return IntStream.rangeClosed(1, ArchiveCase.ACCOUNTS)
                .boxed()
                .flatMap(account ->
                        reader.events(new StreamId("account", account.toString()), 1, 1_000).entries().stream())
                .map(JournalArchiveContract::told)
                .toList();
    }

    private static String told(JournalEntry entry) {
        assertThat(entry.stored().isAsWritten()).as(entry.id().toString()).isTrue();
        return entry.id() + " " + entry.stored().manifest() + " "
                + new String(entry.stored().payload(), StandardCharsets.UTF_8);
    }

    private long moved() {
        return new Select<>(
                        "SELECT COUNT(*) FROM event_journal WHERE OCTET_LENGTH(event_payload) <= 30",
                        _ -> {},
                        row -> row.getLong(1))
                .from(journal.pool())
                .getFirst();
    }

    /** The storage that is used, and fails or lies at a call. */
    private final class Unreliable implements Storage {

        private final int failing;
        private final UnaryOperator<byte[]> reading;
        private int calls;

        Unreliable(int failing, UnaryOperator<byte[]> reading) {
            this.failing = failing;
            this.reading = reading;
        }

        private void call() {
            calls++;
            if (calls == failing) {
                throw new StorageException("it is away");
            }
        }

        @Override
        public void put(String name, byte[] content) {
            call();
            storage.put(name, content);
            call();
        }

        @Override
        public Optional<byte[]> get(String name) {
            call();
            return storage.get(name).map(reading);
        }

        @Override
        public List<String> list(String path) {
            return storage.list(path);
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    @Test
    void losesNothingWhereverItIsBrokenOff() {
        for (int failing = 1; failing <= 5; failing++) {
            var unreliable = new Unreliable(failing, content -> content);
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> move(unreliable));
            assertThat(moved()).isZero();
        }
        assertThat(move(new Unreliable(6, content -> content)).events())
                .isEqualTo(ArchiveCase.ACCOUNTS * ArchiveCase.MOVING)
                .isEqualTo(moved());
        assertThat(events()).isEqualTo(before);
        assertThat(move(storage).events()).isZero();
    }

    @Test
    void believesOnlyWhatIsReadBack() {
        var lying = new Unreliable(0, content -> Arrays.copyOf(content, content.length - 1));
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> move(lying))
                .withMessageContaining("does not give back what was stored in it");
        assertThat(moved()).isZero();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void letsOneOfTwoMoveThemAtATime() {
        var overtaken = new Unreliable(0, content -> {
            assertThat(move(storage).isDone()).isTrue();
            return content;
        });
        assertThatThrownBy(() -> move(overtaken))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("somebody else archives");
        assertThat(moved()).isEqualTo(ArchiveCase.ACCOUNTS * ArchiveCase.MOVING);
        assertThat(events()).isEqualTo(before);
    }

    private static final StreamId STREAM = new StreamId("account", "1");

    private SnapshotTable snapshots() {
        return StoredStreams.shared(PerJournal.one(journal)).snapshots();
    }

    @Test
    void movesNothingOfAStreamWhoseStateWasDroppedMeanwhile() {
        var overtaken = new Unreliable(0, content -> {
            snapshots().deleteAll(STREAM);
            return content;
        });
        assertThatThrownBy(() -> move(overtaken))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("of 3 streams, 1 do not have the state any more");
        assertThat(moved()).isZero();
        assertThat(move(storage).events()).isEqualTo((ArchiveCase.ACCOUNTS - 1) * ArchiveCase.MOVING);
        assertThat(snapshots().settled(STREAM)).isEmpty();
    }

    @Test
    void keepsNoStateThatMayBeMadeOfWhatWasDroppedMeanwhile() {
        assertThat(move(storage).events()).isPositive();
        assertThat(snapshots().settled(STREAM)).isPresent();
        snapshots().deleteAll(STREAM);
        assertThat(snapshots().settled(STREAM)).isEmpty();
        var table = new SettledStateTable(journal);
        SettledState seen =
                table.doubtful(Archive.rules(CODECS).getFirst(), "", 10).getFirst();
        snapshots().deleteAll(STREAM);
        byte[] state = {1};
        assertThat(table.replace(
                        seen,
                        seen.anew(seen.version(), "made before"),
                        state,
                        Instant.EPOCH,
                        JournalArchiveContract::failAsNothingIsDeleted))
                .isFalse();
        seen = table.doubtful(Archive.rules(CODECS).getFirst(), "", 10).getFirst();
        assertThat(table.replace(
                        seen,
                        seen.anew(seen.version(), "made after"),
                        state,
                        Instant.EPOCH,
                        JournalArchiveContract::failAsNothingIsDeleted))
                .isTrue();
        assertThat(snapshots().settled(STREAM).orElseThrow().name()).isEqualTo("made after");
    }
}
