package dev.recount.correction;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;

class H2AnyCorrectionsTest extends AnyCorrectionsContract {

    @Override
    JournalSettings journal() {
        return TestDatabases.settings(DatabaseKind.H2, folder);
    }
}
