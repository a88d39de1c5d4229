package dev.recount.handler;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

/** Effects of handlers, on PostgreSQL. */
@Tag("slow")
class PostgresEffectsTest extends EffectsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
