package dev.recount.evolution;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresLogEvolutionTest extends LogEvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
