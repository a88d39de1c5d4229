package dev.recount.transaction;

import dev.recount.database.DatabaseKind;

/** Commands that handlers send together, in PostgreSQL. */
class PostgresHandlersSendTogetherTest extends HandlersSendTogetherContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
