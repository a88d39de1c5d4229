package dev.recount.http.decisions;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresDecisionRoutesTest extends DecisionRoutesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
