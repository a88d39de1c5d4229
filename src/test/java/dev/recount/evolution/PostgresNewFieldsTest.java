package dev.recount.evolution;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresNewFieldsTest extends NewFieldsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
