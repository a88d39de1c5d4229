package dev.recount.history;

import dev.recount.database.DatabaseKind;

class PostgresHistoryTest extends HistoryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
