package dev.recount.correction;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.correction.Notes.Note;
import dev.recount.correction.Notes.Noted;
import dev.recount.correction.Notes.State;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Known;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.replay.Fold;
import dev.recount.replay.Replay;
import dev.recount.replay.StreamState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that is corrected before each question that a reader of it asks its journal. */
class CorrectedMeanwhileTest {

    private static final StreamId STREAM = new StreamId(Notes.TYPE.name(), "1");
    private static final Codecs CODECS = new Codecs(List.of(Notes.TYPE));
    private static final Metadata METADATA =
            new Metadata(Instant.EPOCH, Instant.EPOCH, new Principal("ann"), "conversation", Optional.empty());

    @TempDir
    Path folder;

    private final StreamCodec<State, Note, Noted> codec = new StreamCodec<>(Notes.TYPE);
    private @Nullable AppendQueue queue;
    private String hash = HashChain.beginning(STREAM);
    private long last;

    private void append(BiFunction<EventId, EventHeader, RecordedEvent> event) {
        last++;
        var header = new EventHeader(METADATA, new CommandRecord("c" + last, Optional.empty()), hash);
        RecordedEvent written = event.apply(EventId.of(STREAM, last), header);
        hash = HashChain.of(written.stored());
        Appends.append(requireNonNull(queue), STREAM, last, written.stored()).join();
    }

    private void note(int number) {
        append((id, header) -> codec.events().write(id, new Noted(number), header));
    }

    /** The first note is not to be read, from the first correction on. */
    private void correct() {
        append((id, header) -> codec.events().write(id, new Correction.Instead(1, List.of(), "a slip"), header));
    }

    private DataSource correctedBeforeEachQuestion(DataSource connections) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        correct();
                    }
                    try {
                        return method.invoke(connections, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void isNeverTakenForDamaged(DatabaseKind kind) {
        try (Database database = JournalDatabase.open(TestDatabases.settings(kind, folder));
                var opened = new AppendQueue(database, TestDatabases.LIMITS)) {
            queue = opened;
            note(1);
            note(2);
            var journals = PerJournal.one(database);
            var reader = new JournalReader(journals, each -> correctedBeforeEachQuestion(each.pool()));
            StoredStreams shared = StoredStreams.shared(journals);
            var stored = new StoredStreams(reader, shared.snapshots(), shared.states());
            var replay = new Replay(stored, CODECS);

            for (int round = 0; round < 3; round++) {
                assertThat(reader.events(STREAM, 1, 1_000).entries()).allSatisfy(CorrectedMeanwhileTest::assertRead);
                assertThat(reader.events(STREAM, 1, 1_000, Known.Recorded.INSTANCE)
                                .entries())
                        .allSatisfy(CorrectedMeanwhileTest::assertRead);
                assertThat(replay.events(STREAM, 1, 1_000)).allSatisfy(CorrectedMeanwhileTest::assertRead);
                assertState(replay.near(STREAM, Long.MAX_VALUE, Known.Today.INSTANCE), 2);
                assertState(replay.near(STREAM, Long.MAX_VALUE, Known.Recorded.INSTANCE), 1, 2);
                assertState(Fold.beginning(STREAM, codec, new Fold.Source(reader, CODECS.reader())), 2);
            }
            assertThat(CODECS.reader().damaged().takeSuspects()).isEmpty();
        }
    }

    private static void assertRead(JournalEntry entry) {
        assertThat(CODECS.reader().read(entry)).isInstanceOf(RecordedEvent.class);
    }

    private static void assertState(Fold<?> fold, Integer... numbers) {
        assertThat(fold.to(Long.MAX_VALUE).state())
                .isInstanceOfSatisfying(
                        StreamState.Live.class,
                        live -> assertThat(((State) live.state()).numbers()).containsExactly(numbers));
    }
}
