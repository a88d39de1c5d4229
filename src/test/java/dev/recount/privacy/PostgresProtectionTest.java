package dev.recount.privacy;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.spread.JournalSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The files of a PostgreSQL are looked through. */
@Tag("slow")
class PostgresProtectionTest extends ProtectionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    List<String> readableInFiles(JournalSettings journal, List<String> texts) throws SQLException, IOException {
        return KeptTexts.inFiles(journal, texts);
    }
}
