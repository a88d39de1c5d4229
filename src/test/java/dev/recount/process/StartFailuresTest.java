package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cluster.tls.Authority;
import dev.recount.cluster.tls.NodeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The failures of a start that a person can mend: each stops it with one line that names the cause. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class StartFailuresTest {

    @TempDir
    Path temporary;

    /** Runs the program to its failure, and returns the one line that it said, but for what it says of a new master key. */
    private static String failure(String... arguments) {
        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).as("%s", program.output()).isEqualTo(1);
            List<String> said = program.output().stream()
                    .filter(line -> !line.contains("BACK UP"))
                    .toList();
            assertThat(said).hasSize(1);
            return said.getFirst();
        }
    }

    @Test
    void aFolderThatTheDatabaseCannotNameIsNamed() {
        Path data = temporary.resolve("one;two");

        assertThat(failure("serve", "--port", "0", "--data", data.toString()))
                .isEqualTo("recount: the data folder " + data.resolve("keys")
                        + " cannot be used: its path must not contain a semicolon");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recount.http.port = 70000 | recount.http.port: must be from 0 to 65535",
                "recount.journal = 3       | recount.journal: must be a group of settings",
                "recount.data = [1]        | recount.data: must be a text",
                "recount.data = ${nowhere} | Could not resolve substitution",
                "recount {                 | expecting a close parentheses",
                "recount.http.host = nowhere.invalid   | cannot listen on nowhere.invalid",
                "recount.cluster.bind-host = 192.0.2.1 | recount.cluster.bind-host and port: the node cannot listen on 192.0.2.1:0",
                "recount.domains = [java.lang.String]  | recount.domains: java.lang.String is not a public class",
                "recount.domain.shup.smtp-port = 25    | recount.domain.shup: no such domain is served; served are bank, shop",
                "recount.domain.shop.smtp-port = smtp  | recount.domain.shop.smtp-port: must be a whole number",
                "recount.domain.bank.vault = deep      | recount.domain.bank: this domain has no settings",
                "recount.domains = [\"dev.recount.process.StartFailuresTest$Uninitializable\"] | Uninitializable.<clinit>",
            })
    void aSettingThatCannotBeUsedIsNamed(String text, String named) throws IOException {
        Path config = Files.writeString(temporary.resolve("own.conf"), text);

        String data = temporary.resolve("data").toString();
        assertThat(failure("serve", "--port", "0", "--data", data, "--config", config.toString()))
                .contains(named);
    }

    @Test
    void aNodeOfAClusterNeedsCertificates() throws IOException {
        String seeds = "port = 7355, seed-nodes = [\"127.0.0.1:7355\"]";
        Path config = Files.writeString(temporary.resolve("own.conf"), "recount.cluster { " + seeds + " }");

        assertThat(failure("serve", "--examples", "--port", "0", "--config", config.toString()))
                .startsWith("recount: recount.cluster.tls.key-file: must be set where there are seed-nodes")
                .contains("recount certificates", "recount.cluster.insecure = on");

        Authority.open(temporary.resolve("authority"), Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)))
                .issue(List.of("127.0.0.1"), Duration.ofDays(1));
        NodeFiles files = NodeFiles.in(temporary.resolve("authority/127.0.0.1"));
        Files.writeString(
                config,
                "recount.cluster { %s, tls { key-file = \"%s\", certificate-file = \"%s\", ca-file = \"%s\" } }"
                        .formatted(seeds, files.key(), files.certificate(), files.authority()));
        String data = temporary.resolve("data").toString();

        assertThat(failure("serve", "--examples", "--port", "0", "--data", data, "--config", config.toString()))
                .startsWith("recount: recount.cluster.tls.certificate-file: the certificate in " + files.certificate()
                        + " has expired");
    }

    /** A class that is no domain: it cannot even be initialised. */
    public static final class Uninitializable {
        static final int FAILS = Integer.parseInt("not a number");
    }

    @Test
    void aFolderIsNoConfigurationFile() {
        assertThat(failure("serve", "--port", "0", "--config", temporary.toString()))
                .isEqualTo("recount: the configuration file " + temporary + " cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "http://127.0.0.1:port", "ftp://127.0.0.1"})
    void anAddressToImportToThatIsNoneIsNamed(String url) {
        assertThat(failure("import", "--url", url, temporary.toString()))
                .isEqualTo("recount: --url: must be an address such as http://127.0.0.1:8080, not " + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "import", "traffic"})
    void eachCommandTellsItsVersion(String command) {
        try (Program version = Program.start(command, "--version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.output()).singleElement().asString().startsWith("recount ");
        }
    }
}
