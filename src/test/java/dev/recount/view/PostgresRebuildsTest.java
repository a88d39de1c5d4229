package dev.recount.view;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

/** Rebuilds of views on PostgreSQL. */
@Tag("slow")
class PostgresRebuildsTest extends RebuildsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
