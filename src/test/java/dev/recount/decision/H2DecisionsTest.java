package dev.recount.decision;

import dev.recount.database.DatabaseKind;

class H2DecisionsTest extends DecisionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
