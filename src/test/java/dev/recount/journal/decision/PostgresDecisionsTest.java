package dev.recount.journal.decision;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresDecisionsTest extends DecisionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
