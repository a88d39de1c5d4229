package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The views of the example bank after an import, held against sums over the records' rows, which know nothing of
 * events.
 */
public final class BankViews {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

    private final TestClient client;
    private final List<Row> rows;
    private final String known;

    /** A row of the records: an amount that came in, or went out if negative. */
    private record Row(String account, LocalDate day, BigDecimal amount, String column) {

        static Row of(String line) {
            List<String> cells = List.of(line.replace("\"", "").split(";", -1));
            BigDecimal amount = new BigDecimal(cells.get(5));
            boolean comesIn = cells.get(3).equals("PRIJEM");
            String column = comesIn
                    ? cells.get(7).equals("UROK") ? "interest" : "deposits"
                    : List.of("SLUZBY", "SANKC. UROK").contains(cells.get(7)) ? "fees" : "withdrawals";
            LocalDate day = LocalDate.parse(cells.get(2), DAY).minusYears(100);
            return new Row(cells.get(1), day, comesIn ? amount : amount.negate(), column);
        }
    }

    public BankViews(TestClient client, Path records) throws IOException {
        this(client, records, "");
    }

    /**
     * Reads the records, and waits until the views have caught up.
     *
     * @param known a parameter that says as of when the views are asked what was known, with a sign before it
     */
    public BankViews(TestClient client, Path records, String known) throws IOException {
        this.client = client;
        this.known = known;
        this.rows = Files.readAllLines(records.resolve("trans.asc")).stream()
                .skip(1)
                .map(Row::of)
                .toList();
        for (String view : List.of("balances", "turnover")) {
            while (client.get("/admin/views/" + view)
                            .body()
                            .path("live")
                            .path("lag")
                            .path("events")
                            .asLong(-1)
                    != 0) {
                Pause.briefly();
            }
        }
    }

    /** Holds the balances of every seventh day on which anything happened, from the first one on, against the sums. */
    public void assertBalancesAreTheSumOfTheRowsUpToAnyDayFrom(String first) {
        List<LocalDate> days = rows.stream().map(Row::day).distinct().sorted().toList();
        assertThat(days.getFirst()).isEqualTo(first);
        for (int i = 0; i < days.size(); i += 7) {
            assertBalances(days.get(i));
        }
    }

    /** Holds the balances of the last day of each month in which anything happened against the sums. */
    public void assertBalancesAtTheEndOfEveryMonth() {
        rows.stream()
                .map(row -> YearMonth.from(row.day))
                .distinct()
                .map(YearMonth::atEndOfMonth)
                .forEach(this::assertBalances);
    }

    private void assertBalances(LocalDate day) {
        Map<String, BigDecimal> expected = new TreeMap<>();
        rows.stream()
                .filter(row -> !row.day.isAfter(day))
                .forEach(row -> expected.merge(row.account, row.amount, BigDecimal::add));
        Map<String, BigDecimal> balances = new TreeMap<>();
        JsonNode answer =
                client.get("/views/balances?limit=1000&at=" + day + known).body();
        answer.path("rows")
                .forEach(row -> balances.put(
                        row.path("account").asText(), row.path("balance").decimalValue()));
        balances.values().removeIf(balance -> balance.signum() == 0);
        expected.values().removeIf(balance -> balance.signum() == 0);
        assertThat(balances)
                .as("on %s", day)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(expected);
    }

    public void assertTurnoverIsTheSumOfEachMonth() {
        Map<String, BigDecimal> expected = new TreeMap<>();
        rows.forEach(
                row -> expected.merge(YearMonth.from(row.day) + " " + row.column, row.amount.abs(), BigDecimal::add));
        Map<String, BigDecimal> turnover = new TreeMap<>();
        client.get("/views/turnover?limit=1000" + known)
                .body()
                .path("rows")
                .forEach(row -> List.of("deposits", "withdrawals", "interest", "fees")
                        .forEach(column -> turnover.put(
                                row.path("month").asText() + " " + column,
                                row.path(column).decimalValue())));
        turnover.values().removeIf(sum -> sum.signum() == 0);
        assertThat(turnover)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(expected);
    }
}
