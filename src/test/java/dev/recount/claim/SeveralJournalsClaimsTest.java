package dev.recount.claim;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;

/** The values that one stream at a time holds, where streams are in several journals. */
class SeveralJournalsClaimsTest extends ClaimsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    JournalSettings settings() {
        return TestDatabases.several(3);
    }
}
