package dev.recount.history;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresHistoryTest extends HistoryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
