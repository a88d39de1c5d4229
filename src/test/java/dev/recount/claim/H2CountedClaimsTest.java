package dev.recount.claim;

import dev.recount.database.DatabaseKind;

/** What streams hold, counted from their events and held against them, in H2. */
class H2CountedClaimsTest extends CountedClaimsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
