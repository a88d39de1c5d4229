package dev.recount.http.fuzz;

import dev.recount.database.TestDatabases;
import dev.recount.process.Processes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Hostile requests to a server on PostgreSQL: as many as tell what differs there. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class PostgresHostileTrafficTest extends HostileTrafficContract {

    @Override
    String journal() {
        var place = TestDatabases.postgres();
        return "journal.postgres { url = \"%s\", user = \"%s\", password = \"%s\" }"
                .formatted(place.url(), place.user(), place.password());
    }

    @Override
    int requests() {
        return 4_000;
    }
}
