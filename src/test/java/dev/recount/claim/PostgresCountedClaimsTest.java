package dev.recount.claim;

import dev.recount.database.DatabaseKind;

/** What streams hold, counted from their events and held against them, in PostgreSQL. */
class PostgresCountedClaimsTest extends CountedClaimsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
