package dev.recount.guide;

import dev.recount.process.Processes;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/transactions.md}, beside a running {@code ./recount demo}. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class TransactionsTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() {
        try (Shell shell = Shell.besideTheDemo(folder)) {
            Walk.through("docs/transactions.md", shell).go();
        }
    }
}
