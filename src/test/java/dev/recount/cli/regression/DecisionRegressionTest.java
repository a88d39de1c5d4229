package dev.recount.cli.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.cli.Recount;
import dev.recount.example.bank.Bank;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestServer;
import dev.recount.testing.DecisionRegression;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Decisions that were written down, and are made again by the rules as they are and by others. */
class DecisionRegressionTest {

    @TempDir
    static Path folder;

    private static Path served;
    private static Path stopped;

    private record Shown(int exitCode, String text) {}

    @BeforeAll
    static void export() {
        Path data = folder.resolve("data");
        served = folder.resolve("served.ndjson");
        stopped = folder.resolve("stopped.ndjson");
        try (TestServer server = TestServer.start(data, new Bank())) {
            send(server, 200, "ann/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":100}");
            send(server, 200, "ben/Open", "{\"owner\":\"Ben\",\"overdraftLimit\":0}");
            send(server, 200, "ann/Withdraw", "{\"amount\":80.00,\"method\":\"CASH\"}");
            send(server, 422, "ann/Withdraw", "{\"amount\":80.01,\"method\":\"CASH\"}");
            send(server, 200, "ann/Deposit", "{\"amount\":30,\"method\":\"CASH\"}");
            Shown shown = run(
                    "decisions", "export", "--url", "http://127.0.0.1:" + server.port(), "--out", served.toString());
            assertThat(shown.text()).isEqualToIgnoringNewLines("5 decisions of 2 streams written into " + served);
        }
        assertThat(run("decisions", "export", "--data", data.toString(), "--out", stopped.toString())
                        .exitCode())
                .isZero();
    }

    private static void send(TestServer server, int status, String path, String body) {
        assertThat(server.client().post("/streams/account/" + path, body).status())
                .isEqualTo(status);
    }

    private static Shown run(String... arguments) {
        var out = new StringWriter();
        int exitCode = new CommandLine(new Recount())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return new Shown(exitCode, out.toString());
    }

    @Test
    void areTheSameHoweverTheyWereReadAndByTheSameRules() throws IOException {
        assertThat(Files.readAllLines(stopped)).isEqualTo(Files.readAllLines(served));
        assertThatCode(() -> DecisionRegression.of(new Bank()).replay(served).check())
                .doesNotThrowAnyException();

        Shown shown = run("rules", "--check", served.toString(), "--examples");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.text()).isEqualToIgnoringNewLines("5 decisions made again: 0 are others, 0 of them approved");
    }

    @Test
    void failWhereOtherRulesDecideOtherwiseUntilThatIsApproved() throws IOException {
        Domain rules = Objects.requireNonNull(new Bank().alternatives().get("overdraft-0"));
        Path decisions = served;
        Path approved = folder.resolve("approved.txt");
        DecisionRegression regression =
                DecisionRegression.of(rules).replay(decisions).approving(approved);

        assertThatThrownBy(regression::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of 5 decisions, 1 are others than on record and not approved")
                .hasMessageContaining("account/ann@1 Withdraw")
                .hasMessageContaining("now rejected INSUFFICIENT_FUNDS");
        Shown refused = run("rules", "--check", served.toString(), "--examples", "--rules", "overdraft-0");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text().lines()).hasSize(2).first().asString().startsWith("account/ann@1 Withdraw");

        regression.approve();

        DecisionRegression.of(rules).replay(decisions).approving(approved).check();
        assertThat(Files.readAllLines(approved)).hasSize(2);
        assertThat(run(
                                "rules",
                                "--check",
                                served.toString(),
                                "--examples",
                                "--rules",
                                "overdraft-0",
                                "--approvals",
                                approved.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void tellWhatCannotBeRead() throws IOException {
        Path broken = folder.resolve("broken.ndjson");
        Files.write(broken, List.of(Files.readAllLines(served).getFirst(), "{\"stream\":\"account/ann\"}"));

        assertThatThrownBy(
                        () -> DecisionRegression.of(new Bank()).replay(broken).check())
                .hasMessageContaining("line 2: it has no time");
        assertThatThrownBy(() -> DecisionRegression.of(new Bank())
                        .replay(folder.resolve("none"))
                        .check())
                .hasMessageContaining("cannot be read");
    }
}
