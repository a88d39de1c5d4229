package dev.recount.world;

import dev.recount.database.DatabaseKind;

class H2WorldsTest extends WorldsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
