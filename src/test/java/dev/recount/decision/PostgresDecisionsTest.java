package dev.recount.decision;

import dev.recount.database.DatabaseKind;

class PostgresDecisionsTest extends DecisionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
