package dev.recount.handler.store;

import dev.recount.database.DatabaseKind;

/** The timers of handlers, in H2. */
class H2TimersTest extends TimersContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
