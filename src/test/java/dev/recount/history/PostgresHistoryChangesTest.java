package dev.recount.history;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresHistoryChangesTest extends HistoryChangesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
