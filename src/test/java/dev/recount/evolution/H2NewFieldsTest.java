package dev.recount.evolution;

import dev.recount.database.DatabaseKind;

class H2NewFieldsTest extends NewFieldsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
