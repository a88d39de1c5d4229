package dev.recount.guide;

import dev.recount.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/time-travel.md}, beside a running {@code ./recount demo}. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class TimeTravelTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() throws IOException {
        try (Shell shell = Shell.besideTheDemo(folder)) {
            Files.writeString(folder.resolve("my.conf"), "recount.data = data\n");
            shell.run("./recount demo --exit --port 0 --data data");

            Walk.through("docs/time-travel.md", shell)
                    .exactly()
                    .on("text", TimeTravelTest::compare)
                    .go();
        }
    }

    /**
     * The table of the history and the steps are what is printed; of what verify finds wrong nothing is, as nothing is
     * wrong here.
     */
    private static void compare(String block, Shell.Run run) {
        if (block.contains("VERSION") || block.contains("  decided  ")) {
            Walk.isPrinted(block, run);
        }
    }
}
