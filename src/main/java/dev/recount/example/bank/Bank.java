package dev.recount.example.bank;

import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.pkdd99.Pkdd99Importer;
import dev.recount.example.bank.view.Balance;
import dev.recount.example.bank.view.Turnover;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Importer;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bank that keeps accounts. */
public final class Bank implements Domain {

    private final StreamType<?, ?, ?> accounts;

    /** Makes a bank that grants each account the overdraft that was agreed. */
    public Bank() {
        this(Account.TYPE);
    }

    private Bank(StreamType<?, ?, ?> accounts) {
        this.accounts = accounts;
    }

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
        return List.of(accounts);
    }

    @Override
    public List<String> metadata() {
        return List.of("campaign", "channel");
    }

    @Override
    public List<View<?>> views() {
        return List.of(Balance.view(), Turnover.view());
    }

    /** Returns banks that grant nobody more than an overdraft of 20,000, 5,000, or none, whatever was agreed. */
    @Override
    public Map<String, Domain> alternatives() {
        return Map.of(
                "overdraft-20000", withMostOverdraft("20000"),
                "overdraft-5000", withMostOverdraft("5000"),
                "overdraft-0", withMostOverdraft("0"));
    }

    private static Bank withMostOverdraft(String amount) {
        return new Bank(Account.withMostOverdraft(new BigDecimal(amount)));
    }

    @Override
    public Optional<Importer> importer() {
        return Optional.of(new Pkdd99Importer());
    }
}
