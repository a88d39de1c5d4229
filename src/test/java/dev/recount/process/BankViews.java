package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        assertBalances(IntStream.iterate(0, i -> i < days.size(), i -> i + 7).mapToObj(days::get));
    }

    /** Holds the balances of the last day of each month in which anything happened against the sums. */
    public void assertBalancesAtTheEndOfEveryMonth() {
        assertBalances(rows.stream()
                .map(row -> YearMonth.from(row.day))
                .distinct()
                .sorted()
                .map(YearMonth::atEndOfMonth));
    }

    /** Holds the balances of some days against the sums, which are added up on the way from each day to the next. */
    private void assertBalances(Stream<LocalDate> ascending) {
        NavigableMap<LocalDate, List<Row>> byDay =
                new TreeMap<>(rows.stream().collect(Collectors.groupingBy(Row::day)));
        Map<String, BigDecimal> sums = new TreeMap<>();
        ascending.forEach(day -> {
            NavigableMap<LocalDate, List<Row>> upToIt = byDay.headMap(day, true);
            upToIt.values().forEach(all -> all.forEach(row -> sums.merge(row.account, row.amount, BigDecimal::add)));
            upToIt.clear();
            Map<String, BigDecimal> balances = new TreeMap<>();
            client.get("/views/balances?limit=1000&at=" + day + known)
                    .body()
                    .path("rows")
                    .forEach(row -> balances.put(
                            row.path("account").asText(), row.path("balance").decimalValue()));
            assertThat(plain(balances)).as("on %s", day).isEqualTo(plain(sums));
        });
    }

    /** Returns the sums other than zero, each in the one form that equals whatever equals it as a number. */
    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> plain = new TreeMap<>();
        sums.forEach((name, sum) -> {
            if (sum.signum() != 0) {
                plain.put(name, sum.stripTrailingZeros());
            }
        });
        return plain;
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
        assertThat(plain(turnover)).isEqualTo(plain(expected));
    }
}
