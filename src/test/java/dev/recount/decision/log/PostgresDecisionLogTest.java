package dev.recount.decision.log;

import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import org.junit.jupiter.api.Tag;

/** The decisions of streams that are spread over several journals. */
@Tag("slow")
class PostgresDecisionLogTest extends DecisionLogContract {

    @Override
    JournalSettings settings() {
        return TestDatabases.several(2);
    }
}
