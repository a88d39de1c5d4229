package dev.recount.example.bank.view;

import dev.recount.example.Money;
import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountEvent.Closed;
import dev.recount.example.bank.account.AccountEvent.Deposited;
import dev.recount.example.bank.account.AccountEvent.FeeCharged;
import dev.recount.example.bank.account.AccountEvent.InterestCredited;
import dev.recount.example.bank.account.AccountEvent.MonthClosed;
import dev.recount.example.bank.account.AccountEvent.Opened;
import dev.recount.example.bank.account.AccountEvent.Withdrawn;
import dev.recount.model.EventContext;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/**
 * The sums that all accounts together moved in one month, in UTC: a row of the view "turnover".
 *
 * @param bookings how many deposits, withdrawals, interest credits and fees there were
 */
public record Turnover(
        YearMonth month,
        BigDecimal deposits,
        BigDecimal withdrawals,
        BigDecimal interest,
        BigDecimal fees,
        long bookings) {

    /** Returns the view of these rows. */
    public static View<Turnover> view() {
        return View.of("turnover", Turnover.class).on(Account.TYPE, Turnover::project);
    }

    private static void project(AccountEvent event, EventContext context, Rows<Turnover> rows) {
        switch (event) {
            case Deposited(var amount, var _) -> book(context, rows, row -> row.deposit(amount));
            case Withdrawn(var amount, var _) -> book(context, rows, row -> row.withdrawal(amount));
            case InterestCredited(var amount) -> book(context, rows, row -> row.interest(amount));
            case FeeCharged(var amount, var _) -> book(context, rows, row -> row.fee(amount));
            case Opened _, MonthClosed _, Closed _ -> {} // move no money
        }
    }

    private static void book(EventContext context, Rows<Turnover> rows, UnaryOperator<Turnover> booking) {
        YearMonth month = YearMonth.from(context.time().atOffset(ZoneOffset.UTC));
        rows.updateOrPut(new Turnover(month, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0), booking);
    }

    private Turnover deposit(BigDecimal amount) {
        return new Turnover(month, deposits.add(amount), withdrawals, interest, fees, bookings + 1);
    }

    private Turnover withdrawal(BigDecimal amount) {
        return new Turnover(month, deposits, withdrawals.add(amount), interest, fees, bookings + 1);
    }

    private Turnover interest(BigDecimal amount) {
        return new Turnover(month, deposits, withdrawals, interest.add(amount), fees, bookings + 1);
    }

    private Turnover fee(BigDecimal amount) {
        return new Turnover(month, deposits, withdrawals, interest, fees.add(amount), bookings + 1);
    }
}
