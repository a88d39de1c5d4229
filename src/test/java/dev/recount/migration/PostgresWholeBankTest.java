package dev.recount.migration;

import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresWholeBankTest extends WholeBankContract {

    @Override
    JournalSettings journal(Path inFolder) {
        return TestDatabases.several(3);
    }
}
