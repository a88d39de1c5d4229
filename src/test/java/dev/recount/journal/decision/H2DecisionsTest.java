package dev.recount.journal.decision;

import dev.recount.journal.jdbc.DatabaseKind;

class H2DecisionsTest extends DecisionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
