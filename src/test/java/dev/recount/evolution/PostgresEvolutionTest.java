package dev.recount.evolution;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

/** Events of earlier forms on PostgreSQL. */
@Tag("slow")
class PostgresEvolutionTest extends EvolutionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
