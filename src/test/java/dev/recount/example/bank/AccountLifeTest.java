package dev.recount.example.bank;

import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.Close;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountEvent.Closed;
import dev.recount.example.bank.account.AccountEvent.Deposited;
import dev.recount.example.bank.account.AccountEvent.FeeCharged;
import dev.recount.example.bank.account.AccountEvent.Opened;
import dev.recount.example.bank.account.AccountRejection;
import dev.recount.example.bank.account.AccountState;
import dev.recount.model.personal.Personal;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountLifeTest {

    private static final Personal<String> ERASED = new Personal.Erased<>(Optional.empty());
    private static final Opened OPENED = new Opened(Personal.of("Anna"), euros("50.00"));

    static final List<AccountCommand> ALL_BUT_OPEN = List.of(
            new Deposit(BigDecimal.TEN, Deposit.Method.CASH),
            new Withdraw(BigDecimal.TEN, Withdraw.Method.CASH),
            new CreditInterest(BigDecimal.TEN),
            new ChargeFee(BigDecimal.TEN, ChargeFee.Reason.OTHER),
            new CloseMonth(YearMonth.of(1970, 1)),
            new Close());

    private final Fixture<AccountState, AccountCommand, AccountEvent> account = Fixture.of(new Account());

    @Nested
    class Unopened {

        @Test
        void isOpenedWithABalanceOfZero() {
            account.when(new Open(Personal.of("Anna"), euros("50")))
                    .then(OPENED)
                    .thenState(new AccountState.Open(
                            Personal.of("Anna"), euros("0.00"), euros("50.00"), Optional.empty()));
        }

        @Test
        void needsNoOverdraftLimit() {
            account.when(new Open(Personal.of("Anna"), BigDecimal.ZERO))
                    .then(new Opened(Personal.of("Anna"), euros("0.00")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-0.01", "0.001", "1E+400", "1E-400", "1000000000000000"})
        void refusesALimitThatIsNoAmount(String limit) {
            account.when(new Open(Personal.of("Anna"), euros(limit))).rejected(AccountRejection.INVALID_AMOUNT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t\n"})
        void refusesABlankOwner(String owner) {
            account.when(new Open(Personal.of(owner), BigDecimal.ZERO)).rejected(AccountRejection.INVALID_OWNER);
        }

        @Test
        void takesAnOwnerOfAtMost200Characters() {
            account.when(new Open(Personal.of("x".repeat(200)), BigDecimal.ZERO))
                    .then(new Opened(Personal.of("x".repeat(200)), euros("0.00")));
            account.when(new Open(Personal.of("x".repeat(201)), BigDecimal.ZERO))
                    .rejected(AccountRejection.INVALID_OWNER);
        }

        @Test
        void refusesAnOwnerWhoIsErased() {
            account.when(new Open(ERASED, BigDecimal.ZERO)).rejected(AccountRejection.INVALID_OWNER);
        }

        @ParameterizedTest
        @FieldSource("dev.recount.example.bank.AccountLifeTest#ALL_BUT_OPEN")
        void takesNothingElse(AccountCommand command) {
            account.when(command).rejected(AccountRejection.NOT_OPEN);
        }
    }

    @Nested
    class Opening {

        @Test
        void cannotBeRepeated() {
            account.given(OPENED)
                    .when(new Open(Personal.of("Anna"), euros("50")))
                    .rejected(AccountRejection.ALREADY_OPEN);
        }
    }

    @Nested
    class Closing {

        @Test
        void isForGood() {
            account.given(OPENED)
                    .when(new Close())
                    .then(new Closed())
                    .thenState(new AccountState.Closed(Personal.of("Anna"), euros("0.00"), euros("50.00")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.01", "700.00"})
        void needsABalanceOfZero(String balance) {
            account.given(OPENED, deposited(balance)).when(new Close()).rejected(AccountRejection.BALANCE_NOT_ZERO);
        }

        @Test
        void isRefusedWhileTheOwnerOwesMoney() {
            account.given(OPENED, new FeeCharged(euros("0.01"), ChargeFee.Reason.OTHER))
                    .when(new Close())
                    .rejected(AccountRejection.BALANCE_NOT_ZERO);
        }

        @ParameterizedTest
        @FieldSource("dev.recount.example.bank.AccountLifeTest#ALL_BUT_OPEN")
        void leavesAnAccountThatTakesNothing(AccountCommand command) {
            account.given(OPENED, new Closed()).when(command).rejected(AccountRejection.CLOSED);
            account.given(OPENED, new Closed())
                    .when(new Open(Personal.of("Anna"), BigDecimal.ZERO))
                    .rejected(AccountRejection.CLOSED);
        }
    }

    @Nested
    class OfAnErasedOwner {

        @Test
        void goesOnWithoutAName() {
            account.given(new Opened(ERASED, euros("50.00")), deposited("7.00"))
                    .when(new AccountCommand.Withdraw(euros("57.00"), AccountCommand.Withdraw.Method.CASH))
                    .then(new AccountEvent.Withdrawn(euros("57.00"), AccountCommand.Withdraw.Method.CASH))
                    .thenState(new AccountState.Open(ERASED, euros("-50.00"), euros("50.00"), Optional.empty()));
        }
    }

    private static Deposited deposited(String amount) {
        return new Deposited(euros(amount), Deposit.Method.CASH);
    }

    private static BigDecimal euros(String amount) {
        return new BigDecimal(amount);
    }
}
