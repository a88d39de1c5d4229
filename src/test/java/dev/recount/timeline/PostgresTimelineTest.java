package dev.recount.timeline;

import dev.recount.database.DatabaseKind;

/** How many events happened when, in PostgreSQL. */
class PostgresTimelineTest extends TimelineContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
