package dev.recount.history.verify;

import dev.recount.database.DatabaseKind;

class H2VerificationTest extends VerificationContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
