package dev.recount.transaction;

import dev.recount.database.DatabaseKind;

/** Commands to several streams at once, in PostgreSQL. */
class PostgresTransactionsTest extends TransactionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
