package dev.recount.example.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountEvent.MonthClosed;
import dev.recount.example.bank.account.AccountEvent.Opened;
import dev.recount.example.bank.account.AccountRejection;
import dev.recount.example.bank.account.AccountState;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Personal;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountMonthsTest {

    private static final Opened OPENED = new Opened(Personal.of("Anna"), new BigDecimal("0.00"));
    private static final MonthClosed DECEMBER = new MonthClosed(YearMonth.parse("1993-12"));

    private final Fixture<AccountState, AccountCommand, AccountEvent> account =
            Fixture.of(new Account()).at(Instant.parse("1994-03-31T23:59:59Z"));

    @ParameterizedTest
    @ValueSource(strings = {"1990-05", "1993-12", "1994-03"})
    void beginWithAnyThatIsClosedFirst(String first) {
        var month = YearMonth.parse(first);

        account.given(OPENED)
                .when(new CloseMonth(month))
                .then(new MonthClosed(month))
                .thenState(new AccountState.Open(
                        Personal.of("Anna"), new BigDecimal("0.00"), new BigDecimal("0.00"), Optional.of(month)));
    }

    @Test
    void goOnWithTheNextAcrossTheYearsEnd() {
        account.given(OPENED, DECEMBER).when(close("1994-01")).then(new MonthClosed(YearMonth.parse("1994-01")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1993-12", "1993-11", "1994-02", "1994-12", "1992-01"})
    void closeInOrderAndOnce(String month) {
        account.given(OPENED, DECEMBER).when(close(month)).rejected(AccountRejection.MONTH_OUT_OF_ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1994-04", "1995-03"})
    void cannotCloseBeforeTheyHaveBegun(String month) {
        account.given(OPENED).when(close(month)).rejected(AccountRejection.MONTH_NOT_OVER);
    }

    @Test
    void beginAtMidnightUtc() {
        account.at(Instant.parse("1994-04-01T00:00:00Z"))
                .given(OPENED)
                .when(close("1994-04"))
                .then(new MonthClosed(YearMonth.parse("1994-04")));
    }

    @Test
    void endSomewhere() {
        var last = YearMonth.of(Year.MAX_VALUE, 12);
        var first = YearMonth.of(Year.MIN_VALUE, 1);

        assertRejected(AccountRejection.MONTH_NOT_OVER, decide(Instant.EPOCH, last, OPENED));
        assertThat(decide(Instant.MAX, last, OPENED)).isEqualTo(Decision.accept(new MonthClosed(last)));
        assertRejected(
                AccountRejection.MONTH_OUT_OF_ORDER, decide(Instant.EPOCH, first, OPENED, new MonthClosed(last)));
        assertRejected(
                AccountRejection.MONTH_OUT_OF_ORDER, decide(Instant.EPOCH, last, OPENED, new MonthClosed(first)));
        assertRejected(AccountRejection.MONTH_NOT_OVER, decide(Instant.MIN, first, OPENED));
    }

    /** Asks the rules without the fixture, which refuses months that cannot be stored. */
    private static Decision<AccountEvent> decide(Instant time, YearMonth month, AccountEvent... history) {
        var rules = new Account();
        var state = rules.initial();
        for (AccountEvent event : history) {
            state = rules.evolve(state, event);
        }
        var context = new Context(new StreamId("account", "1"), history.length, time, Principal.ANONYMOUS);
        return rules.decide(state, new CloseMonth(month), context);
    }

    private static void assertRejected(AccountRejection reason, Decision<AccountEvent> decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason.name()));
    }

    private static CloseMonth close(String month) {
        return new CloseMonth(YearMonth.parse(month));
    }
}
