package dev.recount.boundary;

import dev.recount.database.DatabaseKind;

/** What comes to the events of a decision meanwhile, in H2. */
class H2MeanwhileTest extends MeanwhileContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
