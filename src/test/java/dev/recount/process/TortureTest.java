package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Three nodes on one PostgreSQL, which are used by {@code recount torture} while each of them, and the database, fails
 * once.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
@ResourceLock(Processes.CLUSTER)
class TortureTest {

    private static final String SECONDS = "40";

    private static final String DOMAINS = "domains = [dev.recount.example.bank.Bank, dev.recount.example.shop.Shop,"
            + " dev.recount.example.hotel.Hotel]";

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWhileNodesAndTheDatabaseFail() throws IOException {
        String evidence = folder.resolve("evidence").toString();
        try (PostgresProcess postgres = PostgresProcess.start(folder);
                NodeProcesses nodes = NodeProcesses.start(folder, postgres.place(), 3, DOMAINS);
                Program torture = Program.start(
                        "torture",
                        "--nodes",
                        String.join(",", nodes.urls()),
                        "--evidence",
                        evidence,
                        "--verify-config",
                        nodes.config(0).toString(),
                        "--seconds",
                        SECONDS,
                        "--clients",
                        "6",
                        "--streams",
                        "10")) {
            for (int second = 2; second <= 5; second++) {
                awaitSecond(torture, second);
                postgres.disconnect();
            }
            nodes.kill(1);
            awaitSecond(torture, 10);
            nodes.start(1);
            awaitSecond(torture, 16);
            nodes.program(2).pause();
            awaitSecond(torture, 22);
            nodes.program(2).resume();
            awaitSecond(torture, 28);
            postgres.kill();
            awaitSecond(torture, 32);
            postgres.restart();
            nodes.keepUp(1); // on a slow machine it may have been about to start when the database was killed
            assertThat(torture.exitCode())
                    .as(String.join("\n", torture.output()))
                    .isZero();
            assertThat(torture.output()).contains("Clean: no violation.");
        }
        assertThat(folder.resolve("evidence/holders.ndjson")).content().contains("\"stream\":\"guest/");
        assertThat(folder.resolve("evidence/checkpoints.ndjson")).content().contains("\"node\":\"end\"");
        try (Program check = Program.start("torture", "--check", evidence)) {
            assertThat(check.exitCode()).as(String.join("\n", check.output())).isZero();
            assertThat(check.output()).contains("Clean: no violation.");
        }
    }

    private static void awaitSecond(Program torture, int second) {
        torture.awaitLine(line -> line.startsWith(String.format("%4d s ", second)));
    }

    @Test
    void saysWhatItNeeds() {
        for (List<String> arguments : List.of(
                List.of("torture"),
                List.of("torture", "--nodes", "ftp://127.0.0.1", "--evidence", "x"),
                List.of("torture", "--nodes", "http://127.0.0.1", "--evidence", "x", "--kinds", "flood"),
                List.of("torture", "--nodes", "http://127.0.0.1", "--evidence", "x", "--clients", "0"))) {
            try (Program wrong = Program.start(arguments.toArray(String[]::new))) {
                assertThat(wrong.exitCode()).isEqualTo(2);
                assertThat(wrong.output()).anyMatch(line -> line.contains("--"));
            }
        }
        try (Program nothing = Program.start("torture", "--check", folder.toString())) {
            assertThat(nothing.exitCode()).isEqualTo(1);
            assertThat(nothing.output()).anyMatch(line -> line.contains(folder.toString()));
        }
    }
}
