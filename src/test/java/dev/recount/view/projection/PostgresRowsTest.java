package dev.recount.view.projection;

import dev.recount.database.DatabaseKind;

class PostgresRowsTest extends RowsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
