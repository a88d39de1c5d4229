package dev.recount.handler;

import dev.recount.database.DatabaseKind;

/** Events are given to handlers, on PostgreSQL. */
class PostgresDeliveryTest extends DeliveryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
