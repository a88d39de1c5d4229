package dev.recount.privacy;

import dev.recount.database.DatabaseKind;

class PostgresSubjectKeysTest extends SubjectKeysContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
