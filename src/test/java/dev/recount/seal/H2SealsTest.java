package dev.recount.seal;

import dev.recount.database.DatabaseKind;

/** The trees that seal a journal in H2. */
class H2SealsTest extends SealsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
