package dev.recount.privacy;

import dev.recount.database.DatabaseKind;

/** Personal data of streams that keep their latest state alone, in H2. */
class H2StateAloneDataTest extends StateAloneDataContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
