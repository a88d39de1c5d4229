package dev.recount.bench.account;

import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.List;

/** Accounts, with views of their balances or without. */
public final class Accounts implements Domain {

    private final List<View<?>> views;

    private Accounts(List<View<?>> views) {
        this.views = views;
    }

    /** Returns accounts without views. */
    public static Accounts alone() {
        return new Accounts(List.of());
    }

    /** Returns accounts with these views. */
    public static Accounts seen(View<?>... views) {
        return new Accounts(List.of(views));
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(DepositAccount.TYPE);
    }

    @Override
    public List<View<?>> views() {
        return views;
    }
}
