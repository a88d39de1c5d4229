package dev.recount.timeline;

import dev.recount.database.DatabaseKind;

/** How many events happened when, in H2. */
class H2TimelineTest extends TimelineContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
