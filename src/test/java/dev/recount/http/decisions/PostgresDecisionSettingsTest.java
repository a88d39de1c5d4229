package dev.recount.http.decisions;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresDecisionSettingsTest extends DecisionSettingsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
