package dev.recount.transaction;

import dev.recount.database.DatabaseKind;

/** Streams whose coordinator is gone, in PostgreSQL. */
class PostgresCoordinatorGoneTest extends CoordinatorGoneContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
