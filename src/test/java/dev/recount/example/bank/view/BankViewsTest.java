package dev.recount.example.bank.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.Close;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import dev.recount.testing.InMemoryRows;
import dev.recount.testing.InMemoryStreams;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BankViewsTest {

    private final InMemoryStreams bank = InMemoryStreams.of(new Bank());

    @BeforeEach
    void book() {
        bank.at("1993-01-31T23:59:59Z");
        bank.accept(Account.TYPE, "1", new Open(Personal.of("Anna"), BigDecimal.ZERO));
        bank.accept(Account.TYPE, "1", new Deposit(euros("700"), Deposit.Method.CASH));
        bank.accept(Account.TYPE, "1", new CloseMonth(YearMonth.of(1993, 1)));
        bank.at("1993-02-01T00:00:00Z");
        bank.accept(Account.TYPE, "2", new Open(Personal.of("Bo"), BigDecimal.ZERO));
        bank.accept(Account.TYPE, "2", new Deposit(euros("100"), Deposit.Method.TRANSFER));
        bank.accept(Account.TYPE, "2", new CreditInterest(euros("3.5")));
        bank.accept(Account.TYPE, "1", new ChargeFee(euros("14.60"), ChargeFee.Reason.STATEMENT));
        bank.accept(Account.TYPE, "2", new Withdraw(euros("103.50"), Withdraw.Method.CARD));
        bank.accept(Account.TYPE, "2", new Close());
    }

    @Test
    void balancesTellWhatEachAccountHolds() {
        assertThat(new InMemoryRows<>(Balance.view()).project(bank.log()).all())
                .containsExactly(
                        new Balance(
                                "1",
                                owner("1", "Anna"),
                                euros("685.40"),
                                Balance.Status.OPEN,
                                LocalDate.of(1993, 1, 31)),
                        new Balance(
                                "2", owner("2", "Bo"), euros("0.00"), Balance.Status.CLOSED, LocalDate.of(1993, 2, 1)));
    }

    @Test
    void turnoverTellsWhatAllAccountsMovedInAMonth() {
        BigDecimal none = euros("0.00");

        assertThat(new InMemoryRows<>(Turnover.view()).project(bank.log()).all())
                .containsExactly(
                        new Turnover(YearMonth.of(1993, 1), euros("700.00"), none, none, none, 1),
                        new Turnover(
                                YearMonth.of(1993, 2),
                                euros("100.00"),
                                euros("103.50"),
                                euros("3.50"),
                                euros("14.60"),
                                4));
    }

    private static Personal<String> owner(String account, String name) {
        return Personal.of(new Subject("account", account), name);
    }

    private static BigDecimal euros(String amount) {
        return new BigDecimal(amount);
    }
}
