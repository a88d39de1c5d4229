package dev.recount.archive.settled;

import dev.recount.database.DatabaseKind;

/** The same in PostgreSQL. */
class PostgresJournalArchiveTest extends JournalArchiveContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
