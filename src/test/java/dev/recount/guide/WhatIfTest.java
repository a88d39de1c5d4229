package dev.recount.guide;

import dev.recount.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/what-if.md}, beside a {@code ./recount demo} in which nobody else does anything. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class WhatIfTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() throws IOException {
        try (Demo demo = Demo.start();
                Shell shell = Shell.beside(demo, folder)) {
            Walk.through("docs/what-if.md", shell)
                    .exactly()
                    .on("text", Walk::isPrinted)
                    .go();
        }
    }
}
