package dev.recount.http.decisions;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresMetadataTest extends MetadataContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
