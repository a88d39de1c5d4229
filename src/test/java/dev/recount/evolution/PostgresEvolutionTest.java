package dev.recount.evolution;

import dev.recount.database.DatabaseKind;

/** Events of earlier forms on PostgreSQL. */
class PostgresEvolutionTest extends EvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
