package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recount.server.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Programs of another user of the machine, and of a network of their own beside it, against a server that knows its
 * callers. They take a machine on which the tests may be another user, and make networks.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class OutsidersTest {

    private static final String NOBODY = "65534";

    @TempDir
    Path folder;

    /** What a program printed, and how it ended. */
    private record Run(int exit, String output) {}

    private static Run run(List<String> as, String... command) {
        var all = new ArrayList<>(as);
        all.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException absent) {
            return new Run(127, absent.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** A server whose data anybody could reach, if its files let them. */
    private Program serve(String host, int clusterPort) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path callers = Files.createFile(
                folder.resolve("callers"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Path config = Files.writeString(folder.resolve("own.conf"), """
                recount {
                  http { host = "%s", insecure = on }
                  access {
                    callers-file = "%s"
                    proxy { header = X-Forwarded-User, addresses = ["10.99.99.99"] }
                    rules = [{ roles = ["*"], rights = [read, write, operate, subscribe] }]
                  }
                  cluster { host = "%s", port = %d }
                }
                """.formatted(host, callers, host, clusterPort));
        return Program.start(
                "serve",
                "--examples",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--config",
                config.toString());
    }

    private static String url(Program server) {
        return server.awaitLine(line -> line.startsWith("Recount serves")).replaceAll(".*(https?://[0-9.:]+).*", "$1");
    }

    private static String status(List<String> as, String url, String... more) {
        var command = new ArrayList<>(List.of("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-m", "20"));
        command.addAll(List.of(more));
        command.add(url);
        return run(as, command.toArray(String[]::new)).output;
    }

    private void attack(List<String> as, String url, int clusterPort) {
        assertThat(status(as, url + "/health/live")).isEqualTo("200");
        assertThat(status(as, url + "/streams/account")).isEqualTo("401");
        assertThat(status(as, url + "/events", "-H", "X-Forwarded-User: boss")).isEqualTo("401");
        assertThat(status(as, url + "/events", "-H", "X-Forwarded-For: 10.99.99.99", "-H", "X-Forwarded-User: boss"))
                .isEqualTo("401");
        assertThat(status(as, url + "/admin/views/balances/pause", "-X", "POST"))
                .isEqualTo("401");
        assertThat(status(as, url + "/streams/account/1/Open", "-d", "{\"owner\":\"Eve\",\"overdraftLimit\":1000000}"))
                .isEqualTo("401");
        String host = URI.create(url).getHost();
        assertThat(run(as, "curl", "-sk", "-m", "20", "https://" + host + ":" + clusterPort + "/").exit)
                .isNotZero();
        assertThat(run(
                                as,
                                "bash",
                                "-c",
                                "exec 3<>/dev/tcp/" + host + "/" + clusterPort
                                        + "; printf 'AKKA\\x01\\x00\\x00\\x00\\x00' >&3; timeout 20 head -c 1 <&3")
                        .output)
                .isEmpty();
        assertThat(status(as, url + "/health/ready")).isEqualTo("200");
    }

    private Stream<Path> secrets() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("own.conf")).toList().stream();
        }
    }

    @Test
    void ofAnotherUserCanNeitherAskNorRead() throws IOException {
        List<String> nobody =
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs");
        assumeTrue(run(nobody, "true").exit == 0, "the tests can be another user");
        int clusterPort = FreePorts.one();
        try (Program server = serve("127.0.0.1", clusterPort)) {
            attack(nobody, url(server), clusterPort);
            assertThat(run(nobody, "cat", folder.resolve("own.conf").toString()).exit)
                    .isZero();
            assertThat(secrets())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(file -> assertThat(run(nobody, "cat", file.toString()).exit)
                            .as(file.toString())
                            .isNotZero());
        }
    }

    @Test
    void ofANetworkBesideItCannotAsk() throws IOException {
        String network = "recount-" + ProcessHandle.current().pid();
        List<String> inside = List.of("ip", "netns", "exec", network);
        String here = "re0-" + ProcessHandle.current().pid() % 100_000;
        String there = "re1-" + ProcessHandle.current().pid() % 100_000;
        boolean isMade = Stream.of(
                        "netns add " + network,
                        "link add " + here + " type veth peer name " + there,
                        "link set " + there + " netns " + network,
                        "addr add 198.18.77.1/30 dev " + here,
                        "link set " + here + " up",
                        "-n " + network + " addr add 198.18.77.2/30 dev " + there,
                        "-n " + network + " link set " + there + " up")
                .allMatch(step -> run(List.of("ip"), step.split(" ")).exit == 0);
        try {
            assumeTrue(isMade, "the tests can make networks");
            int clusterPort = FreePorts.one();
            try (Program server = serve("198.18.77.1", clusterPort)) {
                attack(inside, url(server), clusterPort);
            }
        } finally {
            run(List.of("ip"), "link", "del", here);
            run(List.of("ip"), "netns", "del", network);
        }
    }
}
