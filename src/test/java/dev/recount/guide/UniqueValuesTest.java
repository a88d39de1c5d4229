package dev.recount.guide;

import dev.recount.claim.Club;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/unique-values.md}, beside a club. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class UniqueValuesTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void doesAsWritten() throws InterruptedException {
        try (TestServer club = TestServer.start(data, new Club());
                Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/unique-values.md", shell.asking("http://127.0.0.1:" + club.port()))
                    .exactly()
                    .go();
        }
    }
}
