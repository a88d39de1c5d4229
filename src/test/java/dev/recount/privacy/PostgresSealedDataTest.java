package dev.recount.privacy;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.spread.JournalSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Every row of every table of a server on PostgreSQL is looked through. */
@Tag("slow")
class PostgresSealedDataTest extends SealedDataContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    List<String> readable(JournalSettings journal, List<String> texts) throws SQLException {
        return KeptTexts.inTables(journal, texts);
    }

    @Override
    List<String> readableInFiles(JournalSettings journal, List<String> texts) throws SQLException, IOException {
        return KeptTexts.inFiles(journal, texts);
    }
}
