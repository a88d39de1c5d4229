package dev.recount.example.bank;

import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.pkdd99.Pkdd99Importer;
import dev.recount.example.bank.view.Balance;
import dev.recount.example.bank.view.Turnover;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Importer;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.List;
import java.util.Optional;

/** A bank that keeps accounts. */
public final class Bank implements Domain {

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("bank-1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(Account.TYPE);
    }

    @Override
    public List<View<?>> views() {
        return List.of(Balance.view(), Turnover.view());
    }

    @Override
    public Optional<Importer> importer() {
        return Optional.of(new Pkdd99Importer());
    }
}
