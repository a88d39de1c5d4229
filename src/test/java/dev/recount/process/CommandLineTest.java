package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The answers to a person at a terminal who calls the program wrongly. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class CommandLineTest {

    private static List<String> fail(int exitCode, String... arguments) {
        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).as(program.output().toString()).isEqualTo(exitCode);
            assertThat(program.output()).noneMatch(line -> line.startsWith("\tat "));
            return program.output();
        }
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(fail(1, "serve", "--class-path", "no.jar"))
                .singleElement()
                .asString()
                .contains("no.jar");
        assertThat(fail(1, "import", "no-folder")).singleElement().asString().contains("no-folder");
        assertThat(fail(2, "import").getFirst()).contains("DIR");
        assertThat(fail(2, "serve", "--prot", "1").getFirst()).contains("--prot");
    }

    @Test
    void namesWhatABenchCannotDo() {
        assertThat(fail(2, "bench", "--only", "a,x").getFirst()).contains("--only", "x");
        assertThat(fail(2, "bench", "--clients", "0").getFirst()).contains("--clients");
        assertThat(fail(2, "bench", "--clients", "5000").getFirst()).contains("--clients", "1024");
        assertThat(fail(2, "bench", "--json", "no-folder/a.json").getFirst()).contains("--json", "no-folder");
        assertThat(fail(2, "bench", "--rate", "0").getFirst()).contains("--rate");
        assertThat(fail(2, "bench", "--stored", "-1").getFirst()).contains("--stored");
        assertThat(fail(2, "bench", "--seconds", "1", "--count", "1").getFirst())
                .contains("--seconds", "--count");
    }

    @Test
    void saysThatNoServerAnswers() {
        Path sample = Path.of("src/main/resources/dev/recount/example/bank/sample");

        assertThat(fail(1, "import", "--url", "http://127.0.0.1:1", sample.toString())
                        .getFirst())
                .contains("http://127.0.0.1:1");
    }
}
