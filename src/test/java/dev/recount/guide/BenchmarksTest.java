package dev.recount.guide;

import dev.recount.process.Processes;
import dev.recount.process.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/benchmarks.md}, whose arguments are those that the program takes. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class BenchmarksTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() {
        try (Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/benchmarks.md", shell).go();
        }
    }
}
