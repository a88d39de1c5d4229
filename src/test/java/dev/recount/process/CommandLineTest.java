package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person at a terminal is told. */
@ResourceLock(Program.PROCESSES)
class CommandLineTest {

    @TempDir
    Path folder;

    /** Runs the program and returns what it printed; an error is one line, without a stack trace. */
    private static List<String> fail(int exitCode, String... arguments) {
        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).as(program.output().toString()).isEqualTo(exitCode);
            assertThat(program.output()).noneMatch(line -> line.startsWith("\tat "));
            return program.output();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "demo --help", "import --help", "--version"})
    void helps(String arguments) {
        try (Program program = Program.start(arguments.split(" "))) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.output()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "recount.http.prot = 80, recount.http.prot: there is no such setting",
        "recount.http.port = x, recount.http.port: must be a whole number",
        "recount.domains = [a.B], recount.domains: a.B is not",
    })
    void namesTheSettingThatStopsTheStart(String setting, String message) throws IOException {
        Path config = Files.writeString(folder.resolve("own.conf"), setting);

        assertThat(fail(1, "serve", "--config", config.toString(), "--data", folder.toString()))
                .singleElement()
                .asString()
                .startsWith("recount: " + message);
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(fail(1, "serve", "--config", "no.conf"))
                .singleElement()
                .asString()
                .contains("no.conf");
        assertThat(fail(1, "serve", "--class-path", "no.jar"))
                .singleElement()
                .asString()
                .contains("no.jar");
        assertThat(fail(1, "import", "no-folder")).singleElement().asString().contains("no-folder");
        assertThat(fail(2, "import").getFirst()).contains("DIR");
        assertThat(fail(2, "serve", "--prot", "1").getFirst()).contains("--prot");
    }

    @Test
    void namesTheFolderOrPortThatIsInUse() {
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data)) {
            assertThat(fail(1, "serve", "--port", "0", "--data", data.toString()))
                    .singleElement()
                    .asString()
                    .contains(data.toString())
                    .contains("in use");
            String port = String.valueOf(server.port());
            assertThat(fail(
                            1,
                            "serve",
                            "--port",
                            port,
                            "--data",
                            folder.resolve("other").toString()))
                    .singleElement()
                    .asString()
                    .contains("recount.http")
                    .contains(port);
            assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void saysThatNoServerAnswers() {
        Path sample = Path.of("src/main/resources/dev/recount/example/bank/sample");

        assertThat(fail(1, "import", "--url", "http://127.0.0.1:1", sample.toString())
                        .getFirst())
                .contains("http://127.0.0.1:1");
    }
}
