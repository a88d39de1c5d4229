package dev.recount.decision.log;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DecisionLogTest extends DecisionLogContract {

    @TempDir
    Path folder;

    @Override
    JournalSettings settings() {
        return TestDatabases.settings(DatabaseKind.H2, folder);
    }
}
