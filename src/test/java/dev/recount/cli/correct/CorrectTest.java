package dev.recount.cli.correct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.Recount;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Corrections from a terminal: of one stream, and of many by a plan. */
class CorrectTest {

    private static final String DEPOSITED = "{\"event\":\"Deposited\",\"data\":{\"amount\":%s,\"method\":\"CASH\"}}";

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, new Bank());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Opens an account, and pays 100 in twice. */
    private static String account(String id) {
        String stream = "account/" + id;
        post(stream, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
        post(stream, "Deposit", "{\"amount\":100.00,\"method\":\"CASH\"}");
        post(stream, "Deposit", "{\"amount\":100.00,\"method\":\"CASH\"}");
        return stream;
    }

    private static void post(String stream, String command, String body) {
        assertThat(server.client()
                        .post("/streams/" + stream + "/" + command, body)
                        .status())
                .isEqualTo(200);
    }

    private static String run(int exitCode, String... arguments) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.port()));
        assertThat(new CommandLine(new Recount())
                        .setOut(printer)
                        .setErr(printer)
                        .setExecutionExceptionHandler((failure, _, _) -> {
                            assertThat(failure).isInstanceOf(CommandFailedException.class);
                            printer.println(failure.getMessage());
                            return 1;
                        })
                        .execute(all.toArray(String[]::new)))
                .as("%s", text)
                .isEqualTo(exitCode);
        return text.toString();
    }

    private static Path file(String name, String... lines) throws IOException {
        return Files.write(data.resolve(name), List.of(lines));
    }

    private static String balance(String stream) {
        return server.client()
                .get("/streams/" + stream)
                .body()
                .path("state")
                .path("balance")
                .asText();
    }

    @Test
    void correctsAndTakesBack() throws IOException {
        String stream = account("one");
        Path read = file("read.json", "[", DEPOSITED.formatted("1.00"), "]");

        assertThat(run(0, "correct", stream, "--version", "2", "--read", read.toString(), "--reason", "a slip"))
                .startsWith(stream + "@4: corrected");
        assertThat(balance(stream)).isEqualTo("101.00");
        String[] after = {
            "correct",
            stream,
            "--after",
            "3",
            "--read",
            "[" + DEPOSITED.formatted("5.00") + "]",
            "--reason",
            "forgotten",
            "--id",
            "c1",
            "--if-match",
            "4"
        };
        assertThat(run(0, after)).startsWith(stream + "@5: corrected");
        assertThat(run(0, after)).startsWith(stream + "@5: was there already");
        assertThat(balance(stream)).isEqualTo("106.00");
        String[] back = {"correct", stream, "--withdraw", "4", "--reason", "it was right", "--id", "c2"};
        assertThat(run(0, back)).startsWith(stream + "@6: taken back");
        assertThat(run(0, back)).startsWith(stream + "@6: was there already");
        assertThat(balance(stream)).isEqualTo("205.00");
        assertThat(run(0, "corrections", stream).lines())
                .hasSize(4)
                .anyMatch(line -> line.matches(" +4  .+  anonymous +withdrawn +2 is Deposited .*1.00.*a slip"))
                .anyMatch(line -> line.matches(" +5  .+ holds +after 3: Deposited .* forgotten"))
                .anyMatch(line -> line.matches(" +6  .+ holds +4 is taken back .*it was right"));
    }

    @Test
    void showsThePastAsItWasKnown() {
        String stream = account("two");
        run(0, "correct", stream, "--version", "2", "--read", "[]", "--reason", "was never paid");

        assertThat(run(0, "state", stream)).contains("\"balance\" : 100.00");
        assertThat(run(0, "state", stream, "--known", "recorded", "--version", "3"))
                .contains("\"balance\" : 200.00");
        assertThat(run(0, "history", stream, "--known", "recorded", "--after", "1"))
                .contains("balance=200.00");
        assertThat(run(0, "history", stream)).doesNotContain("balance=200.00");
        assertThat(run(0, "diff", stream, "--from-known", "recorded")).contains("replace /balance 100.00");
        assertThat(run(0, "diff", stream, "0", "3", "--known", "recorded")).contains("add     /balance 200.00");
        assertThat(run(2, "diff", stream, "0")).contains("'TO'");
        assertThat(run(1, "state", stream, "--known", "once")).startsWith("known: ");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        String stream = account("three");

        assertThat(run(2, "correct", stream)).contains("--version");
        assertThat(run(2, "correct", stream, "--version", "2", "--withdraw", "2"))
                .contains("mutually exclusive");
        assertThat(run(2, "correct", "--version", "2", "--read", "[]", "--reason", "x"))
                .contains("'STREAM'");
        assertThat(run(2, "correct", stream, "--version", "2", "--reason", "x")).contains("'--read'");
        assertThat(run(2, "correct", stream, "--version", "2", "--read", "[]")).contains("'--reason'");
        assertThat(run(2, "correct", stream, "--plan", "x")).contains("--plan: ");
        assertThat(run(1, "correct", stream, "--version", "2", "--read", "[{]", "--reason", "x"))
                .startsWith("--read: it is not JSON");
        assertThat(run(1, "correct", stream, "--version", "2", "--read", "none.json", "--reason", "x"))
                .startsWith("--read: there is no file none.json");
        assertThat(run(1, "correct", stream, "--version", "9", "--read", "[]", "--reason", "x"))
                .startsWith("version: there is no event of version 9");
        assertThat(run(1, "correct", "three", "--version", "9", "--read", "[]", "--reason", "x"))
                .startsWith("stream: ");
    }

    @Test
    void carriesOutAPlanOnceHoweverOftenItIsRun() throws IOException {
        String first = account("p1");
        String second = account("p2");
        String line = "{\"stream\":\"%s\",\"version\":%d,\"read\":[%s],\"reason\":\"off by a hundred\"}";
        Path plan = file(
                "plan.ndjson",
                line.formatted(first, 2, DEPOSITED.formatted("1.00")),
                line.formatted("account/none", 2, ""),
                "",
                "{\"stream\":\"%s\",\"id\":\"own\",\"reason\":\"twice\",\"corrections\":[{\"after\":2,\"read\":[%s]},{\"version\":9,\"read\":[]}]}"
                        .formatted(second, DEPOSITED.formatted("1.00")));

        assertThat(run(1, "correct", "--plan", plan.toString()).lines())
                .containsExactly(
                        "line 2: account/none: there is no stream account/none",
                        "line 4: " + second + ": corrections[1].version: there is no event of version 9; the last is 3",
                        "3 lines: 1 corrected, 0 already, 2 failed");
        assertThat(balance(first)).isEqualTo("101.00");
        assertThat(balance(second)).isEqualTo("200.00");

        plan = file(
                "plan.ndjson",
                "{\"stream\":\"%s\",\"id\":\"own\",\"reason\":\"twice\",\"corrections\":[{\"after\":2,\"read\":[%s]},{\"version\":3,\"read\":[]}]}"
                        .formatted(second, DEPOSITED.formatted("1.00")),
                line.formatted(first, 2, DEPOSITED.formatted("1.00")));
        assertThat(run(0, "correct", "--plan", plan.toString()))
                .startsWith("2 lines: 1 corrected, 1 already, 0 failed");
        assertThat(balance(second)).isEqualTo("101.00");
        String deposit =
                "{\"stream\":\"" + first + "\",\"command\":\"Deposit\",\"data\":{\"amount\":1,\"method\":\"CASH\"}}";
        assertThat(server.client().bulk(Collections.nCopies(260, deposit))).hasSize(260); // more than streams remember
        assertThat(run(0, "correct", "--plan", plan.toString()))
                .startsWith("2 lines: 0 corrected, 2 already, 0 failed");
        assertThat(balance(first)).isEqualTo("361.00");
    }

    @Test
    void sendsNothingOfAPlanThatHasAMistake() throws IOException {
        String stream = account("p3");
        String good = "{\"stream\":\"" + stream + "\",\"version\":2,\"read\":[],\"reason\":\"x\"}";
        for (String[] each : new String[][] {
            {"{\"stream\":", "it is not JSON: "},
            {"[]", "must be a JSON object"},
            {"{\"version\":2,\"read\":[],\"reason\":\"x\"}", "stream: must be the name of a stream"},
            {"{\"stream\":\"account\",\"version\":2,\"read\":[],\"reason\":\"x\"}", "stream: a stream is written"},
            {"{\"stream\":\"account/9\",\"version\":2,\"read\":[],\"reason\":\"x\",\"why\":1}", "why: is not known here"
            },
            {"{\"stream\":\"account/9\",\"version\":2,\"read\":[]}", "reason: must say why"},
            {"{\"stream\":\"account/9\",\"version\":2,\"read\":[],\"reason\":\"x\",\"id\":1}", "id: must be a text"},
            {good.replace("\"version\":2", "\"version\":3"), stream + " is on line 1 already"},
        }) {
            Path plan = file("wrong.ndjson", good, each[0]);
            assertThat(run(1, "correct", "--plan", plan.toString()))
                    .startsWith("--plan: " + plan + ", line 2: " + each[1]);
        }
        assertThat(balance(stream)).isEqualTo("200.00");
        assertThat(run(1, "correct", "--plan", "none.ndjson")).startsWith("--plan: there is no file none.ndjson");
    }
}
