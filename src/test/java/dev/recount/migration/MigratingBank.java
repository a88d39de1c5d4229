package dev.recount.migration;

import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.model.domain.Domain;
import dev.recount.model.migration.Copies.Copy;
import dev.recount.model.migration.Migration;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;

/** The bank on its way from accounts to ledgers, for tests. */
public final class MigratingBank implements Domain {

    @Override
    public String name() {
        return "migrating-bank";
    }

    @Override
    public Optional<String> revision() {
        return new Bank().revision();
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(Account.TYPE, Ledger.TYPE);
    }

    @Override
    public List<Migration<?, ?>> migrations() {
        return List.of(Migration.from(Account.TYPE)
                .to(
                        Ledger.TYPE,
                        (event, context) -> List.of(Copy.of(context.stream().id(), entry(event)))));
    }

    private static Ledger.Event entry(AccountEvent event) {
        return switch (event) {
            case AccountEvent.Opened(var owner, var limit) -> new Ledger.Event.Begun(owner, limit);
            case AccountEvent.Deposited(var amount, var method) -> new Ledger.Event.Booked(amount, method.name());
            case AccountEvent.Withdrawn(var amount, var method) ->
                new Ledger.Event.Booked(amount.negate(), method.name());
            case AccountEvent.InterestCredited(var amount) -> new Ledger.Event.Booked(amount, "INTEREST");
            case AccountEvent.FeeCharged(var amount, var reason) ->
                new Ledger.Event.Booked(amount.negate(), reason.name());
            case AccountEvent.MonthClosed(var month) -> new Ledger.Event.Noted(month + " closed");
            case AccountEvent.Closed() -> new Ledger.Event.Noted("closed");
        };
    }
}
