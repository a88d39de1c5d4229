package dev.recount.http.decisions;

import dev.recount.database.DatabaseKind;

class H2DecisionRoutesTest extends DecisionRoutesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
