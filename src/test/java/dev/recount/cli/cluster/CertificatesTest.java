package dev.recount.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command that makes the certificates of nodes. */
class CertificatesTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        var writer = new PrintWriter(said);
        return new CommandLine(new Certificates())
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Test
    void makesAFolderForEachNode() throws IOException {
        Path authority = folder.resolve("authority");

        assertThat(run("--ca", authority.toString(), "--node", "10.0.0.11", "node-2,10.0.0.12", "--days", "30"))
                .isZero();

        for (String node : new String[] {"10.0.0.11", "node-2"}) {
            try (Stream<Path> files = Files.list(authority.resolve(node))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("ca.crt", "tls.crt", "tls.key");
            }
        }
        assertThat(said.toString())
                .contains(authority.resolve("node-2/tls.crt") + " is valid until ")
                .contains("Keep " + authority.resolve("ca.key") + " where no node is");
    }

    @Test
    void namesTheOptionThatCannotBeUsed() throws IOException {
        String authority = folder.resolve("authority").toString();

        assertThat(run("--ca", authority, "--node", "a", "--days", "0")).isEqualTo(1);
        assertThat(run("--ca", authority, "--node", "../a")).isEqualTo(1);
        assertThat(run("--ca", authority, "--node", "..")).isEqualTo(1);
        assertThat(said.toString().lines())
                .containsExactly(
                        "--days: must be from 1 to 3650, not 0",
                        "--node: must be a host name or an address, not ../a",
                        "--node: must be a host name or an address, not ..");
        assertThat(folder).isEmptyDirectory();

        Files.createFile(folder.resolve("authority"));
        assertThat(run("--ca", authority, "--node", "a")).isEqualTo(1);
        assertThat(said.toString()).contains("--ca: ");
    }
}
