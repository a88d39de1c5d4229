package dev.recount.evolution;

import dev.recount.database.DatabaseKind;

class PostgresLogEvolutionTest extends LogEvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
