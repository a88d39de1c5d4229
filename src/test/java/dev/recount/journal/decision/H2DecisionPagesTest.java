package dev.recount.journal.decision;

import dev.recount.journal.jdbc.DatabaseKind;

class H2DecisionPagesTest extends DecisionPagesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
