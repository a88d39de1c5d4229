package dev.recount.process.trip;

import dev.recount.database.DatabaseKind;

class H2ProcessesTest extends ProcessesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
