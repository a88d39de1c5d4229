package dev.recount.seal.reading;

import dev.recount.database.DatabaseKind;

class PostgresReadAgainstSealsTest extends ReadAgainstSealsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
