package dev.recount.http.fuzz;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

/** Hostile requests to a server on PostgreSQL: as many as tell what differs there. */
@Tag("slow")
class PostgresHostileTrafficTest extends HostileTrafficContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    int requests() {
        return 4_000;
    }
}
