package dev.recount.handler;

import dev.recount.database.DatabaseKind;

/** Events are given to handlers, on H2. */
class H2DeliveryTest extends DeliveryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
