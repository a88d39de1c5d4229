package dev.recount.bench.account;

import dev.recount.bench.account.DepositAccount.Deposited;
import dev.recount.model.EventContext;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;

/** The balance of one account: a row of a view. */
public record AccountBalance(String account, BigDecimal balance, long payments) {

    /** Returns a view of these rows, which keeps their past. */
    public static View<AccountBalance> view(String name) {
        return View.of(name, AccountBalance.class).on(DepositAccount.TYPE, AccountBalance::project);
    }

    private static void project(DepositAccount.Event event, EventContext context, Rows<AccountBalance> rows) {
        switch (event) {
            case Deposited(var amount, var _) ->
                rows.updateOrPut(
                        new AccountBalance(context.stream().id(), BigDecimal.ZERO, 0), row -> row.plus(amount));
        }
    }

    /** Returns the row after one more payment. */
    public AccountBalance plus(BigDecimal amount) {
        return new AccountBalance(account, balance.add(amount), payments + 1);
    }
}
