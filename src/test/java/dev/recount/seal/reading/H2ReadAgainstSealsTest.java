package dev.recount.seal.reading;

import dev.recount.database.DatabaseKind;

class H2ReadAgainstSealsTest extends ReadAgainstSealsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
