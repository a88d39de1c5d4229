package dev.recount.history;

import dev.recount.journal.jdbc.DatabaseKind;

class H2HistoryTest extends HistoryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
