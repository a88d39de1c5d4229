package dev.recount.archive.settled;

import dev.recount.database.DatabaseKind;

/** The same in H2. */
class H2JournalArchiveTest extends JournalArchiveContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
