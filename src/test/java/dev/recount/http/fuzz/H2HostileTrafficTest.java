package dev.recount.http.fuzz;

import dev.recount.process.Processes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Hostile requests to a server on H2. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class H2HostileTrafficTest extends HostileTrafficContract {

    @Override
    String journal() {
        return "";
    }

    @Override
    int requests() {
        return 15_000;
    }
}
