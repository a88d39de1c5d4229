package dev.recount.cli.past.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Stepping through the past, as a script does. */
class ReplayPastTest {

    private static final int LONG = 450;

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void fill() {
        server = TestServer.start(data, new Bank());
        send(200, "one/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":100}", "1993-01-01T00:00:00Z", "c1");
        send(200, "one/Deposit", "{\"amount\":50,\"method\":\"CASH\"}", "1993-01-02T00:00:00Z", "talk");
        send(200, "two/Open", "{\"owner\":\"\\u001b[31mBen\",\"overdraftLimit\":0}", "1993-01-01T00:00:00Z", "talk");
        send(422, "one/Withdraw", "{\"amount\":800,\"method\":\"CASH\"}", "1993-01-03T00:00:00Z", "talk");
        send(200, "one/Withdraw", "{\"amount\":80,\"method\":\"CASH\"}", "1993-01-04T00:00:00Z", "c2");
        send(200, "one/Deposit", "{\"amount\":30,\"method\":\"CASH\"}", "1993-01-05T00:00:00Z", "talk");
        var lines = new ArrayList<String>();
        lines.add(
                "{\"stream\":\"account/long\",\"command\":\"Open\",\"data\":{\"owner\":\"Ann\",\"overdraftLimit\":0}}");
        IntStream.range(1, LONG)
                .forEach(_ -> lines.add("{\"stream\":\"account/long\",\"command\":\"Deposit\",\"data\":"
                        + "{\"amount\":1,\"method\":\"CASH\"}}"));
        assertThat(server.client().bulk(lines))
                .allMatch(result -> result.path("status").asInt() == 200);
    }

    private static void send(int status, String path, String body, String time, String correlation) {
        assertThat(server.client()
                        .post(
                                "/streams/account/" + path,
                                body,
                                "Recount-Time",
                                time,
                                "Recount-Correlation",
                                correlation,
                                "Idempotency-Key",
                                path.replace('/', '-') + time)
                        .status())
                .isEqualTo(status);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Shown(int exitCode, String text) {

        /** The first lines of the steps that were shown. */
        List<String> steps() {
            return text.lines()
                    .filter(line -> line.startsWith("account/"))
                    .map(line -> line.substring("account/".length()))
                    .toList();
        }
    }

    private static Shown replay(String input, String... arguments) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.port()));
        var typed = new ByteArrayInputStream(input.replace(';', '\n').getBytes(StandardCharsets.UTF_8));
        int exitCode = new CommandLine(new ReplayPast(typed, false))
                .setOut(printer)
                .setErr(printer)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    assertThat(failure).isInstanceOf(CommandFailedException.class);
                    printer.println(failure.getMessage());
                    return 1;
                })
                .execute(all.toArray(String[]::new));
        return new Shown(exitCode, text.toString());
    }

    @Test
    void showsAnEventWithItsCommandItsDecisionAndWhatItChanged() {
        String text = replay("", "account/one", "--from", "3").text();

        assertThat(text.replaceFirst("recorded \\S+", "recorded then").lines())
                .containsExactly(
                        "account/one@3  Withdrawn",
                        "  data     {\"amount\":80.00,\"method\":\"CASH\"}",
                        "  when     1993-01-04T00:00:00Z, recorded then",
                        "  command  Withdraw {\"amount\":80,\"method\":\"CASH\"}, id one-Withdraw1993-01-04T00:00:00Z",
                        "  asked    by anonymous, conversation c2",
                        "  decided  accepted at version 2, as event 1 of 1",
                        "  changed  replace /balance -30.00");
    }

    @Test
    void showsWhatWasRejected() {
        assertThat(replay("n 2", "account/one").text())
                .contains("account/one  rejected Withdraw")
                .contains("  decided  rejected at version 2, INSUFFICIENT_FUNDS: ");
    }

    @Test
    void goesForwardsAndBackToItsEnds() {
        Shown shown = replay("next;;n;b;back 9;n 99;first;last", "account/one");

        assertThat(shown.steps())
                .containsExactly(
                        "one@1  Opened",
                        "one@2  Deposited",
                        "one  rejected Withdraw",
                        "one@3  Withdrawn",
                        "one  rejected Withdraw",
                        "one@1  Opened",
                        "one@4  Deposited",
                        "one@1  Opened",
                        "one@4  Deposited");
        assertThat(shown.text()).contains("This is the first step.").contains("This is the last step.");
    }

    @Test
    void goesToAVersionAndUntilAConditionHolds() {
        assertThat(replay(
                                "go 3;go 2;go account/one@4;first;until /balance < 0;until;until balance = 0;q;n",
                                "account/one")
                        .steps())
                .containsExactly(
                        "one@1  Opened",
                        "one@3  Withdrawn",
                        "one@2  Deposited",
                        "one@4  Deposited",
                        "one@1  Opened",
                        "one@3  Withdrawn",
                        "one@4  Deposited",
                        "one@4  Deposited");
        assertThat(replay("until /balance < 0;until", "account/one").text())
                .contains("After no later step is /balance < 0; this is the last.");
    }

    @Test
    void staysBetweenTwoVersions() {
        assertThat(replay("b;n 9", "account/one", "--from", "2", "--to", "3").steps())
                .containsExactly("one@2  Deposited", "one@2  Deposited", "one@3  Withdrawn");
    }

    @Test
    void goesThroughManyPagesAndBack() {
        assertThat(replay("go 450;b 448;until /balance >= 421;b 421;first;go 401;go 999", "account/long")
                        .steps())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly(
                        "long@1", "long@450", "long@2", "long@422", "long@1", "long@1", "long@401", "long@450");
    }

    @Test
    void stepsThroughAConversationAcrossStreams() {
        Shown shown = replay("n;n;n;n;state", "--correlation", "talk");

        assertThat(shown.steps())
                .containsExactly(
                        "one@2  Deposited",
                        "two@1  Opened",
                        "one  rejected Withdraw",
                        "one@4  Deposited",
                        "one@4  Deposited");
        assertThat(shown.text()).contains("\"balance\" : 0.00").contains("accepted at version 3, as event 1 of 1");
        assertThat(shown.text()).doesNotContain("\u001b");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(replay("", "account/none")).isEqualTo(new Shown(1, "nothing was decided for account/none\n"));
        assertThat(replay("", "--correlation", "nobody").text()).contains("nothing to step through");
        assertThat(replay("", "account/one", "--from", "5").text()).contains("nothing to step through");
        assertThat(replay("", "account").exitCode()).isEqualTo(1);
        assertThat(replay("").exitCode()).isEqualTo(2);
        assertThat(replay("", "account/one", "--correlation", "talk").exitCode())
                .isEqualTo(2);
        assertThat(replay("", "account/one", "--from", "3", "--to", "2").exitCode())
                .isEqualTo(2);
        assertThat(replay("leap", "account/one").text()).contains("leap is no command; try help");
        assertThat(replay("until lucky;n", "account/one").exitCode()).isEqualTo(1);
        assertThat(replay("n x", "account/one").exitCode()).isEqualTo(1);
        assertThat(replay("go", "account/one").exitCode()).isEqualTo(1);
    }
}
