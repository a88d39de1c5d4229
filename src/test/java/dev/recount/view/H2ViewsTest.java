package dev.recount.view;

import dev.recount.journal.jdbc.DatabaseKind;

class H2ViewsTest extends ViewsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
