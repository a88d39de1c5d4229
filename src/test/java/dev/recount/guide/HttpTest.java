package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.process.Processes;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/http.md}, beside a running {@code ./recount demo}. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class HttpTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() {
        try (Shell shell = Shell.besideTheDemo(folder)) {
            Walk.through("docs/http.md", shell).on("text", HttpTest::follows).go();
        }
    }

    /** A subscriber gets the events as the page shows them, line by line, but for positions and ids. */
    private static void follows(String shown, Shell.Run run) {
        String names = "(?m)^(\\w+): .*";
        assertThat(shown.replaceAll(names, "$1").strip()).isEqualTo("retry\nid\n\nid\ndata");
        String got = run.output().replaceFirst("^Terminated\n", ""); // the shell's word on how the reader was ended
        assertThat(got.replaceAll(names, "$1").strip()).isEqualTo("retry\nid\n\nid\ndata");
        assertThat(new Example(event(shown), false).difference(event(run.output())))
                .isEmpty();
    }

    private static JsonNode event(String stream) {
        return Example.documents(stream.substring(stream.indexOf("data: ") + 6)).getFirst();
    }
}
