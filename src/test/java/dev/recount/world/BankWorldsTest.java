package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.load.BulkImport;
import dev.recount.cli.option.Caller;
import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.example.bank.pkdd99.TestFolders;
import dev.recount.model.domain.Importer.Folder;
import dev.recount.model.domain.Importer.ImportedCommand;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real accounts under other overdraft rules, against sums that are made of the records alone. */
@Tag("slow")
class BankWorldsTest {

    private static final Folder RECORDS = TestFolders.oneOf(4);

    private static TestServer server;
    private static WorldClient worlds;
    private static List<ImportedCommand> commands;
    private static int accounts;

    @BeforeAll
    static void importAll(@TempDir Path data) throws Exception {
        server = TestServer.start(data, new Bank());
        worlds = new WorldClient(server.client());
        var bank = new Bank();
        commands = TestFolders.entries(RECORDS, ImportedCommand.class);
        accounts =
                (int) commands.stream().map(ImportedCommand::stream).distinct().count();
        assertThat(accounts).isGreaterThan(150);
        new BulkImport(
                        URI.create("http://127.0.0.1:" + server.port()),
                        new Caller(),
                        bank,
                        new PrintWriter(Writer.nullWriter()))
                .run(RECORDS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void differInNothingUnderTheSameRules() {
        for (String mode : List.of("decisions", "counterfactual")) {
            JsonNode world =
                    worlds.computed("{\"mode\": \"%s\", \"views\": [\"balances\", \"turnover\"]}".formatted(mode));

            assertThat(world.path("differences").asLong()).as("%s", world).isZero();
            assertThat(world.path("decided").asLong()).isEqualTo(commands.size());
            assertThat(world.path("coverage").path("gaps")).isEmpty();
            assertThat(worlds.all(world, "/differences", "differences")).isEmpty();
            for (String view : List.of("balances", "turnover")) {
                assertThat(worlds.all(world, "/views/" + view + "/difference", "rows"))
                        .isEmpty();
            }
            assertThat(worlds.all(world, "/views/balances?limit=1000", "rows"))
                    .isEqualTo(all("/views/balances?limit=1000"))
                    .hasSize(accounts);
            worlds.drop(world);
        }
    }

    private static List<JsonNode> all(String path) {
        var rows = new java.util.ArrayList<JsonNode>();
        String next = path;
        while (!next.isEmpty()) {
            JsonNode page = server.client().get(next).body();
            page.path("rows").forEach(rows::add);
            next = page.path("next").asText();
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"20000, 0", "5000, 2", "0, 11"})
    void rejectWhatALowerOverdraftDoesNotCover(BigDecimal most, int rejected) {
        Sums recorded = new Sums(most, true);
        Sums other = new Sums(most, false);
        commands.forEach(command -> {
            recorded.take(command);
            other.take(command);
        });

        assertThat(other.rejected).isEqualTo(rejected);
        JsonNode decisions = worlds.computed("{\"rules\": \"overdraft-%s\"}".formatted(most));
        JsonNode counterfactual =
                worlds.computed("{\"rules\": \"overdraft-%s\", \"mode\": \"counterfactual\", \"views\": [\"balances\"]}"
                        .formatted(most));

        assertThat(decisions.path("differences").asLong()).isEqualTo(recorded.rejected);
        assertThat(counterfactual.path("differences").asLong()).isEqualTo(other.rejected);
        assertThat(worlds.all(counterfactual, "/differences?limit=1000", "differences"))
                .hasSize(other.rejected)
                .allSatisfy(each -> {
                    assertThat(each.path("change").asText()).isEqualTo("REJECTED");
                    assertThat(each.path("other").path("reason").asText()).isEqualTo("INSUFFICIENT_FUNDS");
                });
        var balances = new HashMap<String, BigDecimal>();
        worlds.all(counterfactual, "/views/balances?limit=1000", "rows")
                .forEach(row -> balances.put(
                        row.path("account").asText(),
                        new BigDecimal(row.path("balance").asText())));
        assertThat(balances).hasSize(accounts);
        other.balances.forEach((account, balance) -> {
            assertThat(balances.get(account)).as("account/%s", account).isEqualByComparingTo(balance);
        });
        assertThat(worlds.all(counterfactual, "/views/balances/difference", "rows"))
                .hasSize((int) other.balances.entrySet().stream()
                        .filter(each -> each.getValue().compareTo(recorded.balances.get(each.getKey())) != 0)
                        .count());
        worlds.drop(decisions);
        worlds.drop(counterfactual);
    }

    /** The balances of accounts, added up without the bank's rules. */
    private static final class Sums {

        private final BigDecimal most;
        private final boolean asRecorded;
        private final Map<String, BigDecimal> balances = new HashMap<>();
        private final Map<String, BigDecimal> limits = new HashMap<>();
        private int rejected;

        Sums(BigDecimal most, boolean asRecorded) {
            this.most = most;
            this.asRecorded = asRecorded;
        }

        void take(ImportedCommand imported) {
            String account = imported.stream().id();
            switch ((AccountCommand) imported.command()) {
                case Open(var _, var limit) -> {
                    limits.put(account, limit);
                    balances.put(account, BigDecimal.ZERO);
                }
                case Deposit(var amount, var _) -> balances.merge(account, amount, BigDecimal::add);
                case CreditInterest(var amount) -> balances.merge(account, amount, BigDecimal::add);
                case ChargeFee(var amount, var _) -> balances.merge(account, amount.negate(), BigDecimal::add);
                case Withdraw(var amount, var _) -> withdraw(account, amount);
                default -> {} // moves no money
            }
        }

        private void withdraw(String account, BigDecimal amount) {
            BigDecimal limit = limits.getOrDefault(account, BigDecimal.ZERO).min(most);
            boolean covered =
                    balances.getOrDefault(account, BigDecimal.ZERO).add(limit).compareTo(amount) >= 0;
            rejected += covered ? 0 : 1;
            if (covered || asRecorded) {
                balances.merge(account, amount.negate(), BigDecimal::add);
            }
        }
    }
}
