package dev.recount.transaction;

import dev.recount.database.DatabaseKind;

/** Streams whose coordinator is gone, in H2. */
class H2CoordinatorGoneTest extends CoordinatorGoneContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
