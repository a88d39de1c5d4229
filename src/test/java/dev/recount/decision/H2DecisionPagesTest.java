package dev.recount.decision;

import dev.recount.database.DatabaseKind;

class H2DecisionPagesTest extends DecisionPagesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
