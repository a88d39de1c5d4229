package dev.recount.history;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresHistoryTest extends HistoryContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
