package dev.recount.bench.account;

import dev.recount.bench.account.Account.Deposited;
import dev.recount.model.EventContext;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;

/** What one account holds: a row of a view. */
public record Balance(String account, BigDecimal balance, long payments) {

    /** Returns a view of these rows, which keeps their past. */
    public static View<Balance> view(String name) {
        return View.of(name, Balance.class).on(Account.TYPE, Balance::project);
    }

    private static void project(Account.Event event, EventContext context, Rows<Balance> rows) {
        switch (event) {
            case Deposited(var amount, var _) ->
                rows.updateOrPut(new Balance(context.stream().id(), BigDecimal.ZERO, 0), row -> row.plus(amount));
        }
    }

    /** Returns the row after one more payment. */
    public Balance plus(BigDecimal amount) {
        return new Balance(account, balance.add(amount), payments + 1);
    }
}
