package dev.recount.history;

import dev.recount.journal.jdbc.DatabaseKind;

class H2HistoryChangesTest extends HistoryChangesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
