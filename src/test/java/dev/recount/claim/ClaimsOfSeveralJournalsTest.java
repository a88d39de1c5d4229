package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.DatabaseException;
import dev.recount.server.TestServer;
import dev.recount.server.move.JournalMove;
import dev.recount.server.settings.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values that one stream at a time holds, where streams are in several journals. */
class ClaimsOfSeveralJournalsTest {

    @TempDir
    Path folder;

    @Test
    void areNotMovedThere() {
        var source = TestDatabases.settings(DatabaseKind.H2, folder);
        TestServer.start(folder, settings -> settings.withJournal(source), new Club())
                .close();
        var journals = TestDatabases.several(2);
        var moved = new ArrayList<String>();
        assertThatThrownBy(() -> JournalMove.run(
                        source, journals, TestDatabases.keys(folder), false, (table, _) -> moved.add(table)))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "nothing was moved: recount.journal.further: streams of type member hold values of email, each"
                                + " of which one stream at a time can hold, and they can be in one journal only");
        assertThat(moved).isEmpty();
    }

    @Test
    void keepAServerFromStarting() {
        var journals = TestDatabases.several(2);
        assertThatThrownBy(() -> TestServer.start(folder, settings -> settings.withJournal(journals), new Club())
                        .close())
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "recount.journal.further: streams that hold values of email, each of which one stream at a time"
                                + " can hold, can be in one journal only");
    }
}
