package dev.recount.view;

import dev.recount.database.DatabaseKind;

class PostgresViewsTest extends ViewsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
