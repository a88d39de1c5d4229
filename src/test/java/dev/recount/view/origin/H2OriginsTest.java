package dev.recount.view.origin;

import dev.recount.database.DatabaseKind;

/** Why rows are what they are, in H2. */
class H2OriginsTest extends OriginsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
