package dev.recount.correction;

import dev.recount.database.DatabaseKind;

class H2CorrectionsTest extends CorrectionsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
