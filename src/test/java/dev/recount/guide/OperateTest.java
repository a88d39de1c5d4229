package dev.recount.guide;

import dev.recount.database.TestDatabases;
import dev.recount.process.Processes;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/operate.md}: a scrape of {@code ./recount demo}, and a restored journal. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class OperateTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() {
        var place = TestDatabases.emptyPostgres();
        try (Shell shell = Shell.besideTheDemo(folder)) {
            // Beside these, only commands with conf/postgres.conf open a journal on this page.
            shell.set("RECOUNT_POSTGRES_URL", place.url())
                    .set("RECOUNT_POSTGRES_USER", place.user())
                    .set("RECOUNT_POSTGRES_PASSWORD", place.password())
                    .run("./recount serve --config conf/postgres.conf");

            Walk.through("docs/operate.md", shell).go();
        }
    }
}
