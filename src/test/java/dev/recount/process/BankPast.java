package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Past balances of the example bank after an import, held against sums over the records' rows, which know nothing of
 * events.
 */
public final class BankPast {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

    private final TestClient client;
    private final Map<String, TreeMap<YearMonth, BigDecimal>> turnovers = new TreeMap<>();

    public BankPast(TestClient client, Path records) throws IOException {
        this.client = client;
        for (String line : Files.readAllLines(records.resolve("trans.asc")).stream()
                .skip(1)
                .toList()) {
            List<String> row = List.of(line.replace("\"", "").split(";", -1));
            BigDecimal amount = new BigDecimal(row.get(5));
            turnovers
                    .computeIfAbsent(row.get(1), _ -> new TreeMap<>())
                    .merge(
                            YearMonth.from(LocalDate.parse(row.get(2), DAY).minusYears(100)),
                            row.get(3).equals("PRIJEM") ? amount : amount.negate(),
                            BigDecimal::add);
        }
    }

    /** Holds the balances of each third account against the sums. */
    void assertEveryBalanceAtTheEndOfEveryMonthIsTheSumOfTheRowsUpToIt() {
        List<String> accounts = List.copyOf(turnovers.keySet());
        Set<String> chosen = IntStream.iterate(0, i -> i < accounts.size(), i -> i + 3)
                .mapToObj(accounts::get)
                .collect(Collectors.toSet());
        assertThat(chosen).hasSizeGreaterThan(30);
        assertBalancesAtTheEndOfEveryMonth(chosen, "");
    }

    /**
     * Holds the balances of these accounts against the sums.
     *
     * @param query what more is asked of each, as in {@code &known=recorded}
     */
    public void assertBalancesAtTheEndOfEveryMonth(Set<String> accounts, String query) {
        accounts.forEach(account -> {
            TreeMap<YearMonth, BigDecimal> turnover = turnovers.get(account);
            BigDecimal sum = BigDecimal.ZERO;
            YearMonth end = YearMonth.of(1999, 1);
            for (YearMonth month = turnover.firstKey(); month.isBefore(end); month = month.plusMonths(1)) {
                sum = sum.add(turnover.getOrDefault(month, BigDecimal.ZERO));
                Answer answer = client.get("/streams/account/" + account + "?at=" + month.atEndOfMonth() + query);
                assertThat(answer.body().path("state").path("balance").decimalValue())
                        .as("account %s at the end of %s%s", account, month, query)
                        .isEqualByComparingTo(sum);
            }
        });
    }
}
