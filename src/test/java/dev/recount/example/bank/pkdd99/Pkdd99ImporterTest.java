package dev.recount.example.bank.pkdd99;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.Booking;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.model.domain.Importer.BadLine;
import dev.recount.model.domain.Importer.Entry;
import dev.recount.model.domain.Importer.Folder;
import dev.recount.model.domain.Importer.ImportedCommand;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Pkdd99ImporterTest {

    private static final String TRANSACTIONS =
            "trans_id;account_id;date;type;operation;amount;balance;k_symbol;bank;account\n";

    private static final BigDecimal SEVEN = new BigDecimal("7.00");

    @Nested
    class Order {

        @Test
        void isByDayWithAccountsFirstThenTransactionsAsInTheFileThenTheMonthsEnd() {
            var folder = folder("""
                    11;1;930301;PRIJEM;VKLAD;7.00;;;;
                    12;1;930131;PRIJEM;VKLAD;7.00;;;;
                    13;2;930131;PRIJEM;VKLAD;7.00;;;;
                    10;1;930131;PRIJEM;VKLAD;7.00;;;;
                    """);

            assertThat(TestFolders.entries(folder, ImportedCommand.class))
                    .extracting(command -> command.stream().id() + " " + command.commandId() + " " + command.time())
                    .containsExactly(
                            "1 open 1993-01-05T00:00:00Z",
                            "2 open 1993-01-31T00:00:00Z",
                            "1 12 1993-01-31T00:00:00Z",
                            "2 13 1993-01-31T00:00:00Z",
                            "1 10 1993-01-31T00:00:00Z",
                            "1 close-1993-01 1993-01-31T23:59:59Z",
                            "2 close-1993-01 1993-01-31T23:59:59Z",
                            "1 close-1993-02 1993-02-28T23:59:59Z",
                            "2 close-1993-02 1993-02-28T23:59:59Z",
                            "1 11 1993-03-01T00:00:00Z",
                            "1 close-1993-03 1993-03-31T23:59:59Z",
                            "2 close-1993-03 1993-03-31T23:59:59Z");
        }

        @Test
        void closesNoMonthIfThereIsNoTransaction() {
            assertThat(TestFolders.entries(folder(""), ImportedCommand.class))
                    .extracting(ImportedCommand::commandId)
                    .containsExactly("open", "open");
        }
    }

    @Nested
    class Codes {

        @Test
        void ofCreditsAreDepositsAndInterest() {
            assertThat(booking("PRIJEM;VKLAD", "")).isEqualTo(new Deposit(SEVEN, Deposit.Method.CASH));
            assertThat(booking("PRIJEM;PREVOD Z UCTU", "DUCHOD"))
                    .isEqualTo(new Deposit(SEVEN, Deposit.Method.TRANSFER));
            assertThat(booking("PRIJEM;", "UROK")).isEqualTo(new CreditInterest(SEVEN));
        }

        @Test
        void ofDebitsAreWithdrawals() {
            assertThat(booking("VYDAJ;VYBER", " ")).isEqualTo(new Withdraw(SEVEN, Withdraw.Method.CASH));
            assertThat(booking("VYBER;VYBER", "SIPO")).isEqualTo(new Withdraw(SEVEN, Withdraw.Method.CASH));
            assertThat(booking("VYDAJ;VYBER KARTOU", "")).isEqualTo(new Withdraw(SEVEN, Withdraw.Method.CARD));
            assertThat(booking("VYDAJ;PREVOD NA UCET", "UVER"))
                    .isEqualTo(new Withdraw(SEVEN, Withdraw.Method.TRANSFER));
        }

        @Test
        void ofTheBanksOwnDebitsAreFees() {
            assertThat(booking("VYDAJ;VYBER", "SLUZBY")).isEqualTo(new ChargeFee(SEVEN, ChargeFee.Reason.STATEMENT));
            assertThat(booking("VYDAJ;VYBER", "SANKC. UROK"))
                    .isEqualTo(new ChargeFee(SEVEN, ChargeFee.Reason.SANCTION_INTEREST));
        }

        private static AccountCommand booking(String typeAndOperation, String symbol) {
            var folder = folder("11;1;930110;%s;7.00;;\"%s\";;".formatted(typeAndOperation, symbol));
            return TestFolders.entries(folder, ImportedCommand.class).stream()
                    .map(ImportedCommand::command)
                    .filter(Booking.class::isInstance)
                    .map(Booking.class::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class Sample {

        private final Folder sample = new Bank().importer().orElseThrow().sample();
        private final List<Entry> entries = TestFolders.entries(sample);

        @Test
        void has100AccountsAndNoBadLine() {
            assertThat(entries).doesNotHaveAnyElementsOfTypes(BadLine.class);
            assertThat(commands().stream().filter(command -> command.command() instanceof Open))
                    .hasSize(100);
        }

        @Test
        void isPartOfTheFullDataAsItIs() {
            Set<Object> accounts = new HashSet<>(
                    commands().stream().map(ImportedCommand::stream).toList());

            assertThat(commands())
                    .isEqualTo(TestFolders.entries(TestFolders.full(), ImportedCommand.class).stream()
                            .filter(command -> accounts.contains(command.stream()))
                            .toList());
        }

        @Test
        void hasNoOtherFile() {
            assertThatIOException().isThrownBy(() -> sample.open("loan.asc")).withMessageContaining("loan.asc");
        }

        private List<ImportedCommand> commands() {
            return entries.stream().map(ImportedCommand.class::cast).toList();
        }
    }

    /** Accounts 1 and 2 with these transactions. */
    private static Folder folder(String transactions) {
        return TestFolders.of(Map.of(
                "client.asc", "client_id;birth_number;district_id\n5;;1\n",
                "disp.asc", "disp_id;client_id;account_id;type\n1;5;1;OWNER\n2;5;2;OWNER\n",
                "account.asc", "account_id;district_id;frequency;date\n1;;;930105\n2;;;930131\n",
                "trans.asc", TRANSACTIONS + transactions));
    }
}
