package dev.recount.handler;

import dev.recount.database.DatabaseKind;

/** Effects of handlers, on PostgreSQL. */
class PostgresEffectsTest extends EffectsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
