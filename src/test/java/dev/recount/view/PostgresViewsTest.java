package dev.recount.view;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresViewsTest extends ViewsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
