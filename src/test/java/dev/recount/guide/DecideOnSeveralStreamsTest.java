package dev.recount.guide;

import dev.recount.example.courses.Courses;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/decide-on-several-streams.md}, beside a school. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class DecideOnSeveralStreamsTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void doesAsWritten() throws InterruptedException {
        try (TestServer school = TestServer.start(data, new Courses());
                Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/decide-on-several-streams.md", shell.asking("http://127.0.0.1:" + school.port()))
                    .exactly()
                    .go();
        }
    }
}
