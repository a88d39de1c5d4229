package dev.recount.view;

import dev.recount.database.DatabaseKind;

class H2ViewsTest extends ViewsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
