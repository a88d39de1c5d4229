package dev.recount.example.bank;

import dev.recount.example.bank.AccountEvent.MonthClosed;
import dev.recount.model.Domain;
import dev.recount.model.StreamType;
import java.util.List;

/** A bank that keeps accounts. */
public final class Bank implements Domain {

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(StreamType.of("account", new Account()).settledAt(MonthClosed.class));
    }
}
