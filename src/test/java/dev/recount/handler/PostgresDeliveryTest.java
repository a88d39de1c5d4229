package dev.recount.handler;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

/** Events are given to handlers, on PostgreSQL. */
@Tag("slow")
class PostgresDeliveryTest extends DeliveryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
