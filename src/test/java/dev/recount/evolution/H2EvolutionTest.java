package dev.recount.evolution;

import dev.recount.database.DatabaseKind;

/** Events of earlier forms on H2. */
class H2EvolutionTest extends EvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
