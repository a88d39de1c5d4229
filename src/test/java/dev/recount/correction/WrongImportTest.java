package dev.recount.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cli.Recount;
import dev.recount.cli.load.BulkImport;
import dev.recount.cli.option.Caller;
import dev.recount.example.bank.Bank;
import dev.recount.process.BankPast;
import dev.recount.process.BankViews;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real accounts, some of whose rows were imported with amounts that are off by a factor of a hundred. */
class WrongImportTest {

    private static final Path RIGHT = Path.of("src/main/resources/dev/recount/example/bank/sample");
    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int ROWS = 50;
    private static final int ACCOUNTS = 10;
    private static final int EVERY = 3;

    @TempDir
    Path folder;

    /** The rows that are imported wrongly: the amount of each by its account and the id of its command. */
    private final Map<String, Map<String, BigDecimal>> wrong = new TreeMap<>();

    @Test
    void isPutRightByOnePlanAndStillTold() throws IOException, InterruptedException {
        Path records = recordsWithWrongRows();
        try (TestServer server = TestServer.start(folder.resolve("data"), new Bank())) {
            importAll(server, records);
            var asRecorded = new BankPast(server.client(), records);
            Path plan = plan(server);
            assertThat(correct(server, plan))
                    .isEqualTo(wrong.size() + " lines: " + wrong.size() + " corrected, 0 already, 0 failed");
            assertThat(correct(server, plan))
                    .isEqualTo(wrong.size() + " lines: 0 corrected, " + wrong.size() + " already, 0 failed");

            new BankPast(server.client(), RIGHT).assertBalancesAtTheEndOfEveryMonth(wrong.keySet(), "");
            asRecorded.assertBalancesAtTheEndOfEveryMonth(wrong.keySet(), "&known=recorded");
            awaitViews(server);
            var views = new BankViews(server.client(), RIGHT);
            views.assertBalancesAtTheEndOfEveryMonth();
            views.assertTurnoverIsTheSumOfEachMonth();
            var viewsAsRecorded = new BankViews(server.client(), records, "&known=recorded");
            viewsAsRecorded.assertBalancesAtTheEndOfEveryMonth();
            viewsAsRecorded.assertTurnoverIsTheSumOfEachMonth();
        }
    }

    /** What comes in is a hundred times too much, and what goes out, where that can be paid, a hundredth. */
    private Path recordsWithWrongRows() throws IOException {
        Path records = Files.createDirectory(folder.resolve("records"));
        for (String name : List.of("account.asc", "client.asc", "disp.asc")) {
            Files.copy(RIGHT.resolve(name), records.resolve(name));
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(RIGHT.resolve("trans.asc")));
        int rows = 0;
        for (int line = 1; line < lines.size() && rows < ROWS; line += EVERY) {
            String[] row = lines.get(line).split(";", -1);
            boolean isOfMore = wrong.size() == ACCOUNTS && !wrong.containsKey(row[1]);
            var amount = new BigDecimal(row[5]);
            boolean comesIn = row[3].equals("\"PRIJEM\"");
            boolean isOfCents = amount.remainder(BigDecimal.ONE).signum() != 0;
            if (isOfMore || (isOfCents && !comesIn)) {
                continue;
            }
            row[5] = comesIn
                    ? amount.multiply(HUNDRED).toPlainString()
                    : amount.divide(HUNDRED)
                            .setScale(2, RoundingMode.UNNECESSARY)
                            .toPlainString();
            lines.set(line, String.join(";", row));
            wrong.computeIfAbsent(row[1], _ -> new TreeMap<>()).put(row[0], amount);
            rows++;
        }
        assertThat(rows).isEqualTo(ROWS);
        Files.write(records.resolve("trans.asc"), lines);
        return records;
    }

    private static void importAll(TestServer server, Path records) throws InterruptedException {
        new BulkImport(
                        URI.create("http://127.0.0.1:" + server.port()),
                        new Caller(),
                        new Bank(),
                        new PrintWriter(Writer.nullWriter()))
                .run(name -> Files.newBufferedReader(records.resolve(name), StandardCharsets.ISO_8859_1));
    }

    private Path plan(TestServer server) throws IOException {
        List<String> lines = new ArrayList<>();
        wrong.forEach((account, amounts) -> {
            ObjectNode line = JSON.createObjectNode()
                    .put("stream", "account/" + account)
                    .put("reason", "imported with the decimal point in the wrong place");
            JsonNode history = server.client()
                    .get("/streams/account/" + account + "/history?limit=1000")
                    .body()
                    .path("history");
            for (JsonNode entry : history) {
                BigDecimal amount =
                        amounts.get(entry.path("command").path("id").asText().replaceFirst("^\\D+", ""));
                if (amount != null) {
                    correction(line.withArray("corrections").addObject(), entry, amount);
                }
            }
            assertThat(line.path("corrections")).as(account).hasSameSizeAs(amounts.values());
            lines.add(line.toString());
        });
        return Files.write(folder.resolve("plan.ndjson"), lines);
    }

    private static void correction(ObjectNode correction, JsonNode entry, BigDecimal amount) {
        JsonNode event = entry.path("events").path(0);
        correction.put("version", entry.path("version").asLong());
        ObjectNode read = correction.putArray("read").addObject();
        read.put("event", event.path("type").asText().replaceFirst(".*\\.", ""));
        read.set("data", ((ObjectNode) event.path("data").deepCopy()).put("amount", amount));
    }

    private static String correct(TestServer server, Path plan) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        new CommandLine(new Recount())
                .setOut(printer)
                .setErr(printer)
                .execute("correct", "--plan", plan.toString(), "--url", "http://127.0.0.1:" + server.port());
        return text.toString().strip();
    }

    private void awaitViews(TestServer server) {
        for (String account : wrong.keySet()) {
            for (String view : List.of("balances", "turnover")) {
                server.awaitView(view, "account/" + account);
            }
        }
    }
}
