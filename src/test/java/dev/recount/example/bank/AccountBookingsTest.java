package dev.recount.example.bank;

import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountEvent.Deposited;
import dev.recount.example.bank.account.AccountEvent.FeeCharged;
import dev.recount.example.bank.account.AccountEvent.InterestCredited;
import dev.recount.example.bank.account.AccountEvent.Opened;
import dev.recount.example.bank.account.AccountEvent.Withdrawn;
import dev.recount.example.bank.account.AccountRejection;
import dev.recount.example.bank.account.AccountState;
import dev.recount.model.personal.Personal;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountBookingsTest {

    private static final Opened OPENED = new Opened(Personal.of("Anna"), euros("50.00"));

    private final Fixture<AccountState, AccountCommand, AccountEvent> account = Fixture.of(new Account());

    @Test
    void addWhatIsPaidIn() {
        account.given(OPENED)
                .when(new Deposit(euros("700"), Deposit.Method.TRANSFER))
                .then(new Deposited(euros("700.00"), Deposit.Method.TRANSFER))
                .thenState(open("700.00"));
    }

    @Test
    void addInterest() {
        account.given(OPENED, deposited("700.00"))
                .when(new CreditInterest(euros("13.5")))
                .then(new InterestCredited(euros("13.50")))
                .thenState(open("713.50"));
    }

    @Test
    void takeOutWhatTheBalanceAndTheLimitCover() {
        account.given(OPENED, deposited("100.00"))
                .when(new Withdraw(euros("150"), Withdraw.Method.CARD))
                .then(new Withdrawn(euros("150.00"), Withdraw.Method.CARD))
                .thenState(open("-50.00"));
    }

    @Test
    void takeOutNothingPastTheOverdraftLimit() {
        account.given(OPENED, deposited("100.00"))
                .when(new Withdraw(euros("150.01"), Withdraw.Method.CASH))
                .rejected(AccountRejection.INSUFFICIENT_FUNDS)
                .thenState(open("100.00"));
    }

    @Test
    void takeAFeeEvenPastTheOverdraftLimit() {
        account.given(OPENED)
                .when(new ChargeFee(euros("50.01"), ChargeFee.Reason.STATEMENT))
                .then(new FeeCharged(euros("50.01"), ChargeFee.Reason.STATEMENT))
                .thenState(open("-50.01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.001", "1E+400", "1E-400", "1000000000000000"})
    void takeNothingButAmountsOfMoney(BigDecimal amount) {
        Stream.of(
                        new Deposit(amount, Deposit.Method.CASH),
                        new Withdraw(amount, Withdraw.Method.CASH),
                        new CreditInterest(amount),
                        new ChargeFee(amount, ChargeFee.Reason.OTHER))
                .forEach(booking -> account.given(OPENED).when(booking).rejected(AccountRejection.INVALID_AMOUNT));
    }

    private static AccountState.Open open(String balance) {
        return new AccountState.Open(Personal.of("Anna"), euros(balance), euros("50.00"), Optional.empty());
    }

    private static Deposited deposited(String amount) {
        return new Deposited(euros(amount), Deposit.Method.CASH);
    }

    private static BigDecimal euros(String amount) {
        return new BigDecimal(amount);
    }
}
