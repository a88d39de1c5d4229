package dev.recount.view;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresViewsTest extends ViewsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
