package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.TestServer;
import dev.recount.server.move.JournalMove;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is deleted from the archive of a journal in H2. */
class H2DeletionTest extends DeletionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    /** The home journal has none of the accounts. */
    @Test
    void eachJournalThatItHasMovedToDeletesWhatItsStreamsHave() throws IOException, SQLException {
        archived();
        JournalSettings source = journal;
        journal = TestDatabases.several(3);
        JournalMove.run(source, journal, TestDatabases.keys(folder), true, (_, _) -> {});
        assertThat(delete("--dry-run")).startsWith("0\n" + ACCOUNTS * MOVING + " events in 1 segment of ");
        assertThat(delete()).startsWith("0\n" + ACCOUNTS * MOVING + " events in 1 segment of ");
        assertThat(files(".jsonl.gz")).isEmpty();
        assertThat(recount("restored", "--config", config().toString())).startsWith("0\n");
        assertThat(delete()).startsWith("0\n0 events in 0 segments");
    }

    /** The home journal has two of the accounts, and the other one the third. */
    @Test
    void aFileStaysThatAnotherJournalStillNeeds() throws IOException, SQLException {
        archived();
        JournalSettings source = journal;
        journal = TestDatabases.several(2);
        JournalMove.run(source, journal, TestDatabases.keys(folder), true, (_, _) -> {});
        attack("UPDATE settled_state SET snapshot_ser_manifest = 'account.State/0/0'");
        assertThat(delete()).startsWith("1\nleft as it is: journal-1/");
        assertThat(files(".jsonl.gz")).hasSize(1);
    }

    @Test
    void movesNoViewThatCannotBeBuiltAnew() throws SQLException {
        archived();
        assertThat(delete()).startsWith("0\n");
        JournalSettings target = TestDatabases.settings(DatabaseKind.POSTGRESQL, folder);
        assertThatThrownBy(() -> JournalMove.run(journal, target, TestDatabases.keys(folder), false, (_, _) -> {}))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("events of account were deleted for good")
                .hasMessageContaining("balances")
                .hasMessageContaining("--leave-views");
        JournalMove.run(journal, target, TestDatabases.keys(folder), true, (_, _) -> {});
        journal = target;
        try (TestServer server = serve()) {
            assertThat(server.client().get("/streams/account/1").status()).isEqualTo(200);
        }
    }
}
