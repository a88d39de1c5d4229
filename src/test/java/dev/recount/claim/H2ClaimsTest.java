package dev.recount.claim;

import dev.recount.database.DatabaseKind;

/** The values that one stream at a time holds, in H2. */
class H2ClaimsTest extends ClaimsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
