package dev.recount.handler.store;

import dev.recount.database.DatabaseKind;

/** The timers of handlers, in PostgreSQL. */
class PostgresTimersTest extends TimersContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
