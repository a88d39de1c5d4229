package dev.recount.archive;

import dev.recount.database.DatabaseKind;

/** The export of a journal in H2. */
class H2ExportTest extends ExportContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
