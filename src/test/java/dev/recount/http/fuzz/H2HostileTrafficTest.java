package dev.recount.http.fuzz;

import dev.recount.database.DatabaseKind;

/** Hostile requests to a server on H2. */
class H2HostileTrafficTest extends HostileTrafficContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Override
    int requests() {
        return 15_000;
    }
}
