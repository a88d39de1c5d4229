package dev.recount.history.verify;

import dev.recount.journal.jdbc.DatabaseKind;

class PostgresVerificationTest extends VerificationContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
