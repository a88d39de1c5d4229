package dev.recount.transaction;

import dev.recount.database.DatabaseKind;

/** Commands to several streams at once, in H2. */
class H2TransactionsTest extends TransactionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
