package dev.recount.http.decisions;

import dev.recount.database.DatabaseKind;

class H2MetadataTest extends MetadataContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
