package dev.recount.evolution;

import dev.recount.journal.jdbc.DatabaseKind;

class H2LogEvolutionTest extends LogEvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
