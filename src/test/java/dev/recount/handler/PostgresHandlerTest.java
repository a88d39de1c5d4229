package dev.recount.handler;

import dev.recount.journal.jdbc.DatabaseKind;

/** Handlers on Postgres. */
class PostgresHandlerTest extends HandlerContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
