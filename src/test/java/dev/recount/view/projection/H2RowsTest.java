package dev.recount.view.projection;

import dev.recount.database.DatabaseKind;

class H2RowsTest extends RowsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
