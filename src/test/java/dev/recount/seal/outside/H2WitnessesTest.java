package dev.recount.seal.outside;

import dev.recount.database.DatabaseKind;

/** Witnesses of a journal in H2. */
class H2WitnessesTest extends WitnessesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
