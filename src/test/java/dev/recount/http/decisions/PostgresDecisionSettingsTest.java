package dev.recount.http.decisions;

import dev.recount.database.DatabaseKind;

class PostgresDecisionSettingsTest extends DecisionSettingsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
