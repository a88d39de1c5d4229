package dev.recount.view;

import dev.recount.database.DatabaseKind;

/** Rebuilds of views on PostgreSQL. */
class PostgresRebuildsTest extends RebuildsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
