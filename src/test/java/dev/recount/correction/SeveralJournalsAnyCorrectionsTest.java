package dev.recount.correction;

import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class SeveralJournalsAnyCorrectionsTest extends AnyCorrectionsContract {

    @Override
    JournalSettings journal() {
        return TestDatabases.several(2);
    }
}
