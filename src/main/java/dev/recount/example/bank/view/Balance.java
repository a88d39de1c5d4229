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
import dev.recount.model.personal.Personal;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The balance of one account: a row of the view "balances".
 *
 * @param opened the day on which it was opened, in UTC
 */
public record Balance(String account, Personal<String> owner, BigDecimal balance, Status status, LocalDate opened) {

    /** The phases of an account's life. */
    public enum Status {
        OPEN,
        CLOSED
    }

    /** Returns the view of these rows. */
    public static View<Balance> view() {
        return View.of("balances", Balance.class)
                .rowsByStream()
                .index("owner")
                .index("balance")
                .on(Account.TYPE, Balance::project);
    }

    private static void project(AccountEvent event, EventContext context, Rows<Balance> rows) {
        String account = context.stream().id();
        switch (event) {
            case Opened(var owner, var _) ->
                rows.put(new Balance(
                        account, owner, Money.ZERO, Status.OPEN, LocalDate.ofInstant(context.time(), ZoneOffset.UTC)));
            case Deposited(var amount, var _) -> rows.update(row -> row.plus(amount), account);
            case Withdrawn(var amount, var _) -> rows.update(row -> row.plus(amount.negate()), account);
            case InterestCredited(var amount) -> rows.update(row -> row.plus(amount), account);
            case FeeCharged(var amount, var _) -> rows.update(row -> row.plus(amount.negate()), account);
            case MonthClosed _ -> {} // moves no money
            case Closed() -> rows.update(Balance::closed, account);
        }
    }

    private Balance plus(BigDecimal amount) {
        return new Balance(account, owner, balance.add(amount), status, opened);
    }

    private Balance closed() {
        return new Balance(account, owner, balance, Status.CLOSED, opened);
    }
}
