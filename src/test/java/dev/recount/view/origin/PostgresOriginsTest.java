package dev.recount.view.origin;

import dev.recount.database.DatabaseKind;

/** Why rows are what they are, in PostgreSQL. */
class PostgresOriginsTest extends OriginsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
