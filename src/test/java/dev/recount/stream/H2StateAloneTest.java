package dev.recount.stream;

import dev.recount.database.DatabaseKind;

/** Streams that keep their latest state alone, in H2. */
class H2StateAloneTest extends StateAloneContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
