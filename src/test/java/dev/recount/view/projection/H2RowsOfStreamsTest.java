package dev.recount.view.projection;

import dev.recount.database.DatabaseKind;

class H2RowsOfStreamsTest extends RowsOfStreamsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
