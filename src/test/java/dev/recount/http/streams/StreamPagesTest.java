package dev.recount.http.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.history.History;
import dev.recount.history.HistorySettings;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.CommandAppends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import dev.recount.subscription.CircumstanceFilter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamPagesTest {

    private static final StreamId STREAM = new StreamId("account", "1");
    private static final CircumstanceFilter NOBODY = new CircumstanceFilter(
            Optional.empty(), Optional.empty(), Optional.of("nobody"), Optional.empty(), Optional.empty(), Map.of());

    @TempDir
    Path folder;

    @Test
    void passOverNoMoreThanTheyCanInAMoment() {
        var codecs = new Codecs(List.of());
        try (Database database = JournalDatabase.open(TestDatabases.settings(DatabaseKind.H2, folder));
                var queue = new AppendQueue(database, TestDatabases.LIMITS)) {
            new CommandAppends()
                    .append(queue, STREAM, "many", 1, 10_050, Instant.EPOCH)
                    .join();
            try (var history = new History(PerJournal.one(database), codecs, new HistorySettings(2, 10))) {
                var pages = new StreamPages(history, codecs.reader(), NOBODY, Knowledge.Today.INSTANCE);

                StreamPages.Page first =
                        pages.read(STREAM, 0, 10).toCompletableFuture().join();
                StreamPages.Page second = pages.read(STREAM, first.reached(), 10)
                        .toCompletableFuture()
                        .join();

                assertThat(first).isEqualTo(new StreamPages.Page(List.of(), 10_000, false));
                assertThat(second).isEqualTo(new StreamPages.Page(List.of(), 10_050, true));
            }
        }
    }
}
