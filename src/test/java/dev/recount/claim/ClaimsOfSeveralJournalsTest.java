package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.TestDatabases;
import dev.recount.server.TestServer;
import dev.recount.server.settings.SettingsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values that one stream at a time holds, where streams are in several journals. */
class ClaimsOfSeveralJournalsTest {

    @TempDir
    Path folder;

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
