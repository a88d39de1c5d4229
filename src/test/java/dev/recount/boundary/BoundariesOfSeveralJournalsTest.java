package dev.recount.boundary;

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

/** Decisions on the events of several streams, where those are in several journals. */
class BoundariesOfSeveralJournalsTest {

    @TempDir
    Path folder;

    @Test
    void keepAServerFromStarting() {
        var journals = TestDatabases.several(2);
        assertThatThrownBy(() -> TestServer.start(folder, settings -> settings.withJournal(journals), School.today())
                        .close())
                .isInstanceOf(SettingsException.class)
                .hasMessage("recount.journal.further: streams of course, whose events have tags or whose commands are"
                        + " decided on the events of several streams, can be in one journal only");
    }

    @Test
    void areNotMovedThere() {
        var source = TestDatabases.settings(DatabaseKind.H2, folder);
        TestServer.start(folder, settings -> settings.withJournal(source), School.today())
                .close();
        var journals = TestDatabases.several(2);
        var moved = new ArrayList<String>();
        assertThatThrownBy(() -> JournalMove.run(
                        source, journals, TestDatabases.keys(folder), false, (table, _) -> moved.add(table)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "nothing was moved: recount.journal.further: the events of streams of type course");
        assertThat(moved).isEmpty();
    }
}
