package dev.recount.cli.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.history.Purse;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The past of a stream, as a person at a terminal sees it. */
class ShowTest {

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void fill() {
        server = TestServer.start(data, Purse.domain(type -> type));
        send("Put", "{\"amount\":12.50}", "1993-01-01T12:00:00Z");
        send("Note", "{\"text\":\"" + "long ".repeat(40) + "\"}", "1993-01-02T12:00:00Z");
        send("PutAll", "{\"amounts\":[1,2.25]}", "1993-01-03T12:00:00.123456Z");
        send("Note", "{\"text\":\"\\u001b[31mred\"}", "1993-01-04T12:00:00Z");
        send("Note", "{\"text\":\"\\u009b31m\\u202etxt.exe\\u2028\"}", "1993-01-05T12:00:00Z");
        send("Note", "{\"text\":\"" + "😀".repeat(40) + "\"}", "1993-01-06T12:00:00Z");
    }

    private static void send(String command, String body, String time) {
        assertThat(server.client()
                        .post("/streams/purse/p/" + command, body, "Recount-Time", time)
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The output of the program, errors included. */
    private record Shown(int exitCode, String text) {}

    private static Shown run(Callable<Integer> command, String... arguments) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = "http://127.0.0.1:" + server.port();
        int exitCode = new CommandLine(command)
                .setOut(printer)
                .setErr(printer)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    assertThat(failure).isInstanceOf(CommandFailedException.class);
                    printer.println(failure.getMessage());
                    return 1;
                })
                .execute(all);
        return new Shown(exitCode, text.toString());
    }

    @Test
    void showsStates() {
        assertThat(run(new ShowState(), "purse/p", "--at", "1993-01-01").text())
                .contains("\"version\" : 1,", "\"amount\" : 12.50");
        assertThat(run(new ShowState(), "purse/p", "--version", "4").text())
                .contains("\"version\" : 4,", "\"amount\" : 15.75");
        assertThat(run(new ShowState(), "purse/p").text()).contains("\"version\" : 7,");
    }

    @Test
    void showsDifferences() {
        assertThat(run(new ShowDifference(), "purse/p", "1", "1993-01-03")
                        .text()
                        .lines())
                .hasSize(3)
                .startsWith("purse/p from version 1 to 4")
                .contains("replace /amount 15.75");
        assertThat(run(new ShowDifference(), "purse/p", "0", "1").text()).contains("replace /status \"Held\"");
    }

    @Test
    void showsHistoriesThatFitATerminal() {
        Shown all = run(new ShowHistory(), "purse/p");

        assertThat(all.exitCode()).isZero();
        assertThat(all.text().lines())
                .hasSize(8)
                .allMatch(line -> line.codePointCount(0, line.length()) <= 120)
                .noneMatch(line -> line.matches(".*[\\p{Cf}\\p{Cs}\u2028].*"))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(all.text())
                .contains("1  1993-01-01 12:00:00  Added {\"amount\":12.50}")
                .contains("4  1993-01-03 12:00:00  Added {\"amount\":2.25}")
                .contains("amount=15.75");
        assertThat(run(new ShowHistory(), "purse/p", "--after", "2", "--limit", "2")
                        .text())
                .contains("amount=13.50")
                .contains("--after 4");
        assertThat(run(new ShowHistory(), "purse/p", "--json").text()).contains("\"name\" : \"PutAll\"");
    }

    @Test
    void letsNobodySteerTheTerminal() {
        String steering = "(?s).*[\u009b\u202e\u2028\u001b].*";

        assertThat(run(new ShowState(), "purse/p", "--version", "6").text())
                .doesNotMatch(steering)
                .contains("\\u009b31m\\u202etxt.exe\\u2028");
        assertThat(run(new ShowDifference(), "purse/p", "5", "6").text()).doesNotMatch(steering);
        assertThat(run(new ShowHistory(), "purse/p", "--json").text())
                .doesNotMatch(steering)
                .contains("\\u009b31m\\u202etxt.exe\\u2028");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run(new ShowState(), "purse/none"))
                .isEqualTo(
                        new Shown(1, "there is no stream purse/none, or there was none then" + System.lineSeparator()));
        assertThat(run(new ShowState(), "purse").text()).startsWith("stream: ");
        assertThat(run(new ShowState(), "purse/p", "--at", "noon").text()).startsWith("at: ");
        assertThat(run(new ShowState(), "purse/p", "--at", "1993-01-01", "--version", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run(new ShowHistory(), "purse/p", "--limit", "0").text()).startsWith("limit: ");
        assertThat(run(new ShowDifference(), "purse/p", "1", "soon").text()).startsWith("toAt: ");
        assertThat(run(new ShowDifference(), "purse/p", "-1", "2").text()).isNotBlank();
    }
}
