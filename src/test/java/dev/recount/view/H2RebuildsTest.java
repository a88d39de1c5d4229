package dev.recount.view;

import dev.recount.database.DatabaseKind;

/** Rebuilds of views on H2. */
class H2RebuildsTest extends RebuildsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
