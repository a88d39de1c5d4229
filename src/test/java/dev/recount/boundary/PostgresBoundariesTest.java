package dev.recount.boundary;

import dev.recount.database.DatabaseKind;

/** Commands that are decided on the events of several streams, in PostgreSQL. */
class PostgresBoundariesTest extends BoundariesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
