package dev.recount.privacy;

import dev.recount.database.DatabaseKind;

class H2SubjectKeysTest extends SubjectKeysContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
