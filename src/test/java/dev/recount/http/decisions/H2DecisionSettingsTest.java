package dev.recount.http.decisions;

import dev.recount.database.DatabaseKind;

class H2DecisionSettingsTest extends DecisionSettingsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
