package dev.recount.http.decisions;

import dev.recount.database.DatabaseKind;

class PostgresDecisionRoutesTest extends DecisionRoutesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
