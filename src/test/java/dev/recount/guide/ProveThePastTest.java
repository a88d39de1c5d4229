package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/prove-the-past.md}, beside a running {@code ./recount demo}. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class ProveThePastTest {

    @TempDir
    Path folder;

    /** The jar of the verifier, and the Java that it was compiled for, where the page has them. */
    private void provideVerifier() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.createSymbolicLink(folder.resolve(".bin/java"), java);
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        target.resolve("recount-verify.jar").toString(),
                        "--main-class",
                        "dev.recount.verifier.RecountVerify",
                        "-C",
                        Path.of("target/classes").toAbsolutePath().toString(),
                        "dev/recount/verifier");
        assertThat(code).isZero();
    }

    @Test
    void doesAsWritten() throws IOException {
        try (Shell shell = Shell.besideTheDemo(folder)) {
            provideVerifier();
            Walk.through("docs/prove-the-past.md", shell).go();
        }
        assertThat(folder.resolve("bank.key")).content().startsWith("recount/");
    }
}
