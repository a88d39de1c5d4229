package dev.recount.example.bank;

import dev.recount.example.bank.AccountCommand.CloseMonth;
import dev.recount.example.bank.AccountEvent.MonthClosed;
import dev.recount.example.bank.AccountEvent.Opened;
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

    private static final Opened OPENED = new Opened("Anna", new BigDecimal("0.00"));
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
                        "Anna", new BigDecimal("0.00"), new BigDecimal("0.00"), Optional.of(month)));
    }

    @Test
    void goOnWithTheNextAcrossTheYearsEnd() {
        account.given(OPENED, DECEMBER).when(close("1994-01")).then(new MonthClosed(YearMonth.parse("1994-01")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1993-12", "1993-11", "1994-02", "1994-12", "1992-01"})
    void closeInOrderAndOnce(String month) {
        account.given(OPENED, DECEMBER).when(close(month)).rejected(Rejection.MONTH_OUT_OF_ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1994-04", "1995-03"})
    void cannotCloseBeforeTheyHaveBegun(String month) {
        account.given(OPENED).when(close(month)).rejected(Rejection.MONTH_NOT_OVER);
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

        account.given(OPENED).when(new CloseMonth(last)).rejected(Rejection.MONTH_NOT_OVER);
        account.at(Instant.MAX).given(OPENED).when(new CloseMonth(last)).then(new MonthClosed(last));
        account.given(OPENED, new MonthClosed(last)).when(new CloseMonth(first)).rejected(Rejection.MONTH_OUT_OF_ORDER);
        account.given(OPENED, new MonthClosed(first)).when(new CloseMonth(last)).rejected(Rejection.MONTH_OUT_OF_ORDER);
        account.at(Instant.MIN).given(OPENED).when(new CloseMonth(first)).rejected(Rejection.MONTH_NOT_OVER);
    }

    private static CloseMonth close(String month) {
        return new CloseMonth(YearMonth.parse(month));
    }
}
