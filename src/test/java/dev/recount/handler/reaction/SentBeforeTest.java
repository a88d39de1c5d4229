package dev.recount.handler.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.handler.store.Work;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of a command whose cause is in another journal, where the first event of its stream was deleted. */
class SentBeforeTest {

    private static final StreamId STREAM = new StreamId("account", "1");
    private static final String FIRST = " WHERE persistence_id = 'account|1' AND sequence_number = 1";

    @TempDir
    Path folder;

    private JournalSettings journal;

    /** What is in another journal stands before all that is in this one. */
    private final Work cause = new Work.Event(new StreamId("account", "2"), 1, Position.START, "account.Opened", true);

    @BeforeEach
    void fill() throws SQLException {
        journal = TestDatabases.settings(DatabaseKind.H2, folder);
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Bank())) {
            for (String account : List.of("1", "2")) {
                server.client()
                        .post(
                                "/streams/account/" + account + "/Open",
                                "{\"owner\":\"Ann\",\"overdraftLimit\":0}",
                                "Idempotency-Key",
                                "open");
            }
            server.client()
                    .post(
                            "/streams/account/1/Deposit",
                            "{\"amount\":5,\"method\":\"CASH\"}",
                            "Idempotency-Key",
                            "deposit");
        }
        change("INSERT INTO settled_state VALUES ('account|1', 2, 0, '', X'', 0, 0, 1)");
        change("UPDATE event_journal SET event_payload = X'00'" + FIRST); // as what is in the archive no more
    }

    private void change(String sql) throws SQLException {
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Optional<CommandAnswer> find(String commandId) {
        try (Database database = JournalDatabase.open(journal)) {
            Codecs codecs = Codecs.of(List.of(new Bank()));
            var sent = new SentBefore(
                    new LogReader(database, codecs),
                    new JournalReader(database),
                    codecs.reader(),
                    PerJournal.<Executor>one(Runnable::run));
            return sent.find(new SentCommands.Place(1, STREAM, 1), commandId, _ -> true, cause)
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void isFoundBehindWhatWasDeletedBeforeItsCause() throws SQLException {
        change("UPDATE event_journal SET write_timestamp = write_timestamp - "
                + Duration.ofDays(1).toMillis() + FIRST);
        assertThat(find("deposit")).contains(new CommandAnswer.Accepted(2));
        assertThat(find("another")).isEmpty();
    }

    @Test
    void isNotToldWhereItMayHaveBeenDeleted() throws SQLException {
        change("UPDATE event_journal SET write_timestamp = " + Instant.now().toEpochMilli() + FIRST);
        assertThatThrownBy(() -> find("deposit")).isInstanceOf(CompletionException.class);
    }
}
