package dev.recount.evolution;

import dev.recount.database.DatabaseKind;

class H2LogEvolutionTest extends LogEvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
