package dev.recount.boundary;

import dev.recount.database.DatabaseKind;

/** What comes to the events of a decision meanwhile, in PostgreSQL. */
class PostgresMeanwhileTest extends MeanwhileContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
