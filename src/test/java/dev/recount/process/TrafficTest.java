package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Traffic that is made up at the command line and sent over HTTP. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class TrafficTest {

    @TempDir
    Path temporary;

    private static List<String> run(ServerProcess server, String... options) {
        List<String> arguments = new ArrayList<>(List.of("traffic", "--url", server.url()));
        arguments.addAll(List.of(options));
        try (Program traffic = Program.start(arguments.toArray(String[]::new))) {
            assertThat(traffic.exitCode()).as("%s", traffic.output()).isZero();
            return traffic.output();
        }
    }

    @Test
    void reachesTheServerAndIsSummedUpByStatusCode() {
        Path data = temporary.resolve("data");
        try (ServerProcess server = ServerProcess.start(data)) {
            List<String> output = run(server, "--domain", "shop", "--seed", "7", "--commands", "300");

            assertThat(output.getFirst()).contains("shop").contains("--seed 7");
            assertThat(output).anyMatch(line -> line.startsWith("300 commands in "));
            assertThat(output).anyMatch(line -> line.matches(" +200 +(2\\d\\d|300) +accepted"));
            assertThat(server.client().get("/streams/customer/customer-7-1").status())
                    .isEqualTo(200);
            assertThat(server.client().get("/streams/stock/mug").body().toString())
                    .contains("Stoneware");
        }
        Journal journal = Journal.read(data);
        journal.assertSound();
        assertThat(new TreeMap<>(journal.streams())).hasSizeGreaterThan(50);
    }

    @Test
    void keepsToItsRate() {
        try (ServerProcess server = ServerProcess.start(temporary.resolve("data"))) {
            long began = System.nanoTime();
            run(server, "--commands", "60", "--rate", "30");

            assertThat(System.nanoTime() - began).isGreaterThan(1_900_000_000L);
        }
    }

    @Test
    void failsWhereItIsCalledWrongly() {
        assertThat(failure("--rate", "0")).contains("--rate: must be 1 or more, not 0");
        assertThat(failure("--commands", "-1")).contains("--commands: must be 0 or more, not -1");
        assertThat(failure("--domain", "bank")).contains("there is no domain bank that can make up traffic");
        assertThat(failure("--url", "http://127.0.0.1:1")).contains("http://127.0.0.1:1");
    }

    private static String failure(String... options) {
        List<String> arguments = new ArrayList<>(List.of("traffic"));
        arguments.addAll(List.of(options));
        try (Program traffic = Program.start(arguments.toArray(String[]::new))) {
            assertThat(traffic.exitCode()).isEqualTo(1);
            assertThat(traffic.output()).noneMatch(line -> line.startsWith("\tat "));
            return String.join("\n", traffic.output());
        }
    }
}
