package dev.recount.boundary;

import dev.recount.database.DatabaseKind;

/** Commands that are decided on the events of several streams, in H2. */
class H2BoundariesTest extends BoundariesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
