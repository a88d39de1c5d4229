package dev.recount.privacy;

import dev.recount.database.DatabaseKind;

/** Personal data of streams that keep their latest state alone, in PostgreSQL. */
class PostgresStateAloneDataTest extends StateAloneDataContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
