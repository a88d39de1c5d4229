package dev.recount.view;

import dev.recount.database.DatabaseKind;

/** Views of streams that keep their latest state alone, in PostgreSQL. */
class PostgresViewsOfStatesTest extends ViewsOfStatesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
