package dev.recount.migration;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import java.nio.file.Path;

class H2WholeBankTest extends WholeBankContract {

    @Override
    JournalSettings journal(Path inFolder) {
        return TestDatabases.settings(DatabaseKind.H2, inFolder);
    }
}
