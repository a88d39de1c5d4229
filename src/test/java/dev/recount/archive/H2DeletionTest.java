package dev.recount.archive;

import dev.recount.database.DatabaseKind;

/** What is deleted from the archive of a journal in H2. */
class H2DeletionTest extends DeletionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
