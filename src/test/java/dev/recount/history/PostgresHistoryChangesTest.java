package dev.recount.history;

import dev.recount.database.DatabaseKind;

class PostgresHistoryChangesTest extends HistoryChangesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
