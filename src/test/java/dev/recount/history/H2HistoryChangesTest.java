package dev.recount.history;

import dev.recount.database.DatabaseKind;

class H2HistoryChangesTest extends HistoryChangesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
