package dev.recount.history.verify;

import dev.recount.database.DatabaseKind;

class PostgresVerificationTest extends VerificationContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
