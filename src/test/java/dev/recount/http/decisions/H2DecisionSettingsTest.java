package dev.recount.http.decisions;

import dev.recount.journal.jdbc.DatabaseKind;

class H2DecisionSettingsTest extends DecisionSettingsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
