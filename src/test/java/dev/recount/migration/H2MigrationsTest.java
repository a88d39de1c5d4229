package dev.recount.migration;

import dev.recount.database.DatabaseKind;

class H2MigrationsTest extends MigrationsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
