package dev.recount.http.access.domain;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.server.settings.Settings;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresHiddenRowsTest extends HiddenRowsContract {

    @Override
    Settings changed(Settings settings) {
        return settings.withJournal(settings.journal()
                .in(TestDatabases.settings(DatabaseKind.POSTGRESQL, folder).place()));
    }
}
