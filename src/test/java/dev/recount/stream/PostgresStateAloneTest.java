package dev.recount.stream;

import dev.recount.database.DatabaseKind;

/** Streams that keep their latest state alone, in PostgreSQL. */
class PostgresStateAloneTest extends StateAloneContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
