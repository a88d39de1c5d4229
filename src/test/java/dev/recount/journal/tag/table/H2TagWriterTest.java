package dev.recount.journal.tag.table;

import dev.recount.database.DatabaseKind;

/** The tags of events and their versions, in H2. */
class H2TagWriterTest extends TagWriterContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
