package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can mend stops the start with one line that names it. */
class StartFailuresTest {

    @TempDir
    Path temporary;

    /** Runs the program to its failure, and returns the one line that it said. */
    private static String failure(String... arguments) {
        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).as("%s", program.output()).isEqualTo(1);
            assertThat(program.output()).hasSize(1);
            return program.output().getFirst();
        }
    }

    private String failureToServe(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "serve", "--port", "0", "--data", temporary.resolve("data").toString()));
        arguments.addAll(List.of(options));
        return failure(arguments.toArray(String[]::new));
    }

    @Test
    void aDataFolderServesOneProcessAtATime() {
        Path data = temporary.resolve("data");
        try (ServerProcess first = ServerProcess.start(data)) {
            assertThat(failureToServe())
                    .isEqualTo("recount: the data folder " + data + " is in use by another process");
            assertThat(first.client().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void aFolderThatTheDatabaseCannotNameIsNamed() {
        Path data = temporary.resolve("one;two");

        assertThat(failure("serve", "--port", "0", "--data", data.toString()))
                .isEqualTo(
                        "recount: the data folder " + data + " cannot be used: its path must not contain a semicolon");
    }

    @Test
    void aPortServesOneProcessAtATime() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(failure("serve", "--port", port, "--data", temporary.toString()))
                    .startsWith("recount: recount.http.host and port: ")
                    .contains("127.0.0.1:" + port, "Address already in use")
                    .doesNotContain("pekko");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recount.http.prot = 1     | recount.http.prot: there is no such setting; known here are",
                "recount.http.port = many  | recount.http.port: must be a whole number",
                "recount.http.port = 70000 | recount.http.port: must be from 0 to 65535",
                "recount.journal = 3       | recount.journal: must be a group of settings",
                "recount.data = [1]        | recount.data: must be a text",
                "recount.data = ${nowhere} | Could not resolve substitution",
                "recount {                 | expecting a close parentheses",
                "recount.http.host = nowhere.invalid   | cannot listen on nowhere.invalid",
                "recount.domains = [java.lang.String]  | recount.domains: java.lang.String is not a public class",
                "recount.domains = [no.Such]           | recount.domains: no.Such is not a public class",
                "recount.domains = [\"dev.recount.process.StartFailuresTest$Uninitializable\"] | Uninitializable is not a",
            })
    void aSettingThatCannotBeUsedIsNamed(String text, String named) throws IOException {
        Path config = Files.writeString(temporary.resolve("own.conf"), text);

        assertThat(failure("serve", "--port", "0", "--config", config.toString()))
                .contains(named);
    }

    /** What a domain is not: its class cannot even be initialised. */
    public static final class Uninitializable {
        static final int FAILS = Integer.parseInt("not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.conf", "."})
    void aConfigurationFileThatIsNoneIsNamed(String name) {
        Path config = temporary.resolve(name);

        assertThat(failureToServe("--config", config.toString()))
                .isEqualTo("recount: the configuration file " + config + " cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "http://127.0.0.1:port", "ftp://127.0.0.1"})
    void anAddressToImportToThatIsNoneIsNamed(String url) {
        assertThat(failure("import", "--url", url, temporary.toString()))
                .isEqualTo("recount: --url: must be an address such as http://127.0.0.1:8080, not " + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "import"})
    void eachCommandTellsItsVersionAndItsOptions(String command) {
        try (Program version = Program.start(command, "--version");
                Program help = Program.start(command, "--help")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.output()).singleElement().asString().startsWith("recount ");
            assertThat(help.exitCode()).isZero();
            assertThat(help.output().getFirst()).startsWith("Usage: recount " + command);
        }
    }
}
