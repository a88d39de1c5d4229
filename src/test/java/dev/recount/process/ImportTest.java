package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.PostgresProcess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Real accounts that are imported through the command line and HTTP. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class ImportTest {

    private static final Path WHOLE = Path.of("src/test/resources/dev/recount/example/bank/pkdd99");
    private static final Path SAMPLE = Path.of("src/main/resources/dev/recount/example/bank/sample");

    @TempDir
    Path temporary;

    private static int run(ServerProcess server, Path records) {
        try (Program importing = Program.start("import", "--url", server.url(), records.toString())) {
            return importing.exitCode();
        }
    }

    private static List<String> essence(Path data) {
        Journal journal = Journal.read(data);
        journal.assertSound();
        return journal.events().stream().map(Journal.Event::essence).toList();
    }

    @Test
    void givesEveryAccountTheBalanceOfItsRowsAtEveryRow() throws IOException {
        Path data = temporary.resolve("whole");
        try (ServerProcess server = ServerProcess.start(data)) {
            assertThat(run(server, WHOLE)).isZero();
            var views = new BankViews(server.client(), WHOLE);
            views.assertBalancesAreTheSumOfTheRowsUpToAnyDayFrom("1993-01-01");
            views.assertTurnoverIsTheSumOfEachMonth();
        }
        Map<String, List<BigDecimal>> expected = balances(WHOLE);

        Journal journal = Journal.read(data);

        journal.assertSound();
        assertThat(journal.streams()).hasSize(800);
        journal.streams().forEach((account, events) -> {
            List<BigDecimal> balances = new ArrayList<>();
            BigDecimal balance = BigDecimal.ZERO;
            for (Journal.Event event : events) {
                BigDecimal effect = effect(event);
                balance = balance.add(effect);
                if (effect.signum() != 0) {
                    balances.add(balance);
                }
            }
            assertThat(balances)
                    .as(account)
                    .usingElementComparator(BigDecimal::compareTo)
                    .isEqualTo(expected.getOrDefault(account, List.of()));
        });
    }

    private static BigDecimal effect(Journal.Event event) {
        BigDecimal amount =
                new BigDecimal(event.document().path("data").path("amount").asText("0"));
        return switch (event.stored().manifest()) {
            case "account.Deposited/1", "account.InterestCredited/1" -> amount;
            case "account.Withdrawn/1", "account.FeeCharged/1" -> amount.negate();
            default -> BigDecimal.ZERO;
        };
    }

    /** Returns each account's balance after each of its rows, as the rows alone say. */
    private static Map<String, List<BigDecimal>> balances(Path records) throws IOException {
        Map<String, List<BigDecimal>> balances = new HashMap<>();
        for (String line : Files.readAllLines(records.resolve("trans.asc")).stream()
                .skip(1)
                .toList()) {
            List<String> row = List.of(line.split(";", -1));
            BigDecimal amount = new BigDecimal(row.get(5));
            List<BigDecimal> account = balances.computeIfAbsent("account/" + row.get(1), _ -> new ArrayList<>());
            BigDecimal before = account.isEmpty() ? BigDecimal.ZERO : account.getLast();
            account.add(row.get(3).equals("\"PRIJEM\"") ? before.add(amount) : before.subtract(amount));
        }
        return balances;
    }

    @Test
    void givesTheSameEventsHoweverOftenItIsRunOrStopped() throws IOException {
        Path once = temporary.resolve("once");
        try (ServerProcess server = ServerProcess.start(once)) {
            assertThat(run(server, SAMPLE)).isZero();
            try (Program again = Program.start("import", "--url", server.url(), SAMPLE.toString())) {
                assertThat(again.exitCode()).isZero();
                assertThat(again.output().getLast()).contains(" 0 new, 4,902 there already");
            }
            new BankPast(server.client(), SAMPLE).assertEveryBalanceAtTheEndOfEveryMonthIsTheSumOfTheRowsUpToIt();
        }
        List<String> expected = essence(once);
        assertThat(expected).hasSize(4_902);

        Path interrupted = temporary.resolve("interrupted");
        try (ServerProcess server = ServerProcess.start(interrupted)) {
            try (Program importing = Program.start("import", "--url", server.url(), SAMPLE.toString())) {
                awaitStreams(server.client(), 30);
                importing.kill();
            }
            assertThat(run(server, SAMPLE)).isZero();
        }
        assertThat(essence(interrupted)).isEqualTo(expected);

        Path killed = temporary.resolve("killed");
        try (ServerProcess server = ServerProcess.start(killed);
                Program importing = Program.start("import", "--url", server.url(), SAMPLE.toString())) {
            awaitStreams(server.client(), 30);
            server.program().kill();
            assertThat(importing.exitCode()).isEqualTo(1);
            assertThat(importing.output().getLast()).contains("Run the import again");
        }
        try (ServerProcess server = ServerProcess.start(killed)) {
            assertThat(run(server, SAMPLE)).isZero();
        }
        assertThat(essence(killed)).isEqualTo(expected);
    }

    @Test
    void goesOnByItselfWhereTheDatabaseWasAway() throws IOException {
        try (PostgresProcess postgres = PostgresProcess.start(temporary);
                NodeProcesses node = NodeProcesses.start(temporary, postgres.place(), 1);
                Program importing = Program.start("import", "--url", node.urls().getFirst(), SAMPLE.toString())) {
            awaitStreams(new TestClient(URI.create(node.urls().getFirst())), 10);
            postgres.kill();
            importing.awaitLine(line -> line.contains("are sent again"));
            postgres.restart();

            assertThat(importing.exitCode()).as("%s", importing.output()).isZero();
            Journal journal = Journal.read(postgres.place().url());
            journal.assertSound();
            assertThat(journal.events().stream().filter(event -> event.stream().startsWith("account/")))
                    .hasSize(4_902);
        }
    }

    private static void awaitStreams(TestClient client, int streams) {
        while (client.get("/streams/account?limit=1000").body().path("streams").size() < streams) {
            Pause.briefly();
        }
    }

    @Test
    void reportsBadLinesByNumberAndImportsTheRest() throws IOException {
        Path records = Files.createDirectory(temporary.resolve("records"));
        for (String name : List.of("account.asc", "client.asc", "disp.asc", "trans.asc")) {
            Files.copy(SAMPLE.resolve(name), records.resolve(name));
        }
        List<String> rows = new ArrayList<>(Files.readAllLines(records.resolve("trans.asc")));
        rows.set(9, "not a row");
        rows.set(19, rows.get(19).replaceAll("\\d+\\.\\d\\d;", "much;"));
        Files.write(records.resolve("trans.asc"), rows);

        try (ServerProcess server = ServerProcess.start(temporary.resolve("bad"));
                Program importing = Program.start("import", "--url", server.url(), records.toString())) {
            assertThat(importing.exitCode()).isEqualTo(1);
            assertThat(importing.output())
                    .anyMatch(line -> line.startsWith("trans.asc:10: "))
                    .anyMatch(line -> line.startsWith("trans.asc:20: "));
            assertThat(importing.output().getLast()).contains("4,900 new").contains("2 bad lines");
        }
    }
}
