package dev.recount.history;

import dev.recount.database.DatabaseKind;

class H2HistoryTest extends HistoryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
