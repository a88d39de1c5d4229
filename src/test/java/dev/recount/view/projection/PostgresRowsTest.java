package dev.recount.view.projection;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresRowsTest extends RowsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
