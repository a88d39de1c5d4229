package dev.recount.seal.outside;

import dev.recount.database.DatabaseKind;

/** Witnesses of a journal in PostgreSQL. */
class PostgresWitnessesTest extends WitnessesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
