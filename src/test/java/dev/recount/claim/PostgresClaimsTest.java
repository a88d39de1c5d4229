package dev.recount.claim;

import dev.recount.database.DatabaseKind;

/** The values that one stream at a time holds, in PostgreSQL. */
class PostgresClaimsTest extends ClaimsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
