package dev.recount.audit;

import dev.recount.database.DatabaseKind;

class H2AdministrationTest extends AdministrationContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
