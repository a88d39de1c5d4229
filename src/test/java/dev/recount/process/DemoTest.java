package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The first thing a new user sees. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class DemoTest {

    @TempDir
    Path data;

    @Test
    void printsCommandsThatDoWhatTheySay() throws IOException, InterruptedException {
        try (Program demo = Program.start(
                "demo", "--port", "0", "--data", data.toString(), "--config", TestServer.PATIENT.toString())) {
            demo.awaitLine(line -> line.contains("/views/customers"));

            List<String> commands = curls(demo.output());

            assertThat(commands).hasSize(9);
            assertThat(run(commands.get(0))).contains("\"stream\":\"account/1276\"", "\"status\":\"Open\"");
            assertThat(run(commands.get(1))).contains("\"time\":\"1993-12-31T23:59:59Z\"");
            assertThat(run(commands.get(2))).contains("account.Opened", "previoushash");
            assertThat(run(commands.get(3))).contains("\"repeat\":false", "account.Deposited");
            assertThat(run(commands.get(3))).contains("\"repeat\":true", "account.Deposited");
            assertThat(run(commands.get(4))).contains("INSUFFICIENT_FUNDS");
            assertThat(run(commands.get(5)))
                    .contains("\"stream\":\"stock/espresso-beans\"", "\"name\":\"Espresso beans\"", "reservations");
            assertThat(run(commands.get(6))).contains("\"view\":\"products\"", "\"category\":\"coffee\"");
            assertThat(run(commands.get(7))).contains("\"view\":\"inventory\"", "\"rows\":[");
            assertThat(run(commands.get(8))).contains("\"view\":\"customers\"", "\"tier\":\"REGULAR\"");
            assertThat(demo.output())
                    .as("a quiet console, but for the master key")
                    .filteredOn(line -> line.contains("WARN"))
                    .singleElement()
                    .asString()
                    .contains("BACK UP " + data.resolve("keys").resolve("master.json"));
        }
    }

    private static List<String> curls(List<String> output) {
        var commands = new ArrayList<String>();
        for (String line : String.join("\n", output).replace("\\\n", " ").split("\n", -1)) {
            if (line.strip().startsWith("curl ")) {
                commands.add(line.strip());
            }
        }
        return commands;
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
