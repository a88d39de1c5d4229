package dev.recount.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The payments that were made up, and those of them that were acknowledged. */
public final class Ledger {

    private final int accounts;
    private final Spread spread;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLongArray cents;

    /** Begins with nothing paid into so many accounts. */
    public Ledger(int accounts, Spread spread) {
        this.accounts = accounts;
        this.spread = spread;
        this.cents = new AtomicLongArray(accounts);
    }

    /** Makes up payments, each of another number. */
    List<Payment> next(int count) {
        long first = next.getAndAdd(count);
        if (count == 1) {
            return List.of(Payment.of(first, spread));
        }
        var payments = new ArrayList<Payment>(count);
        for (long number = first; number < first + count; number++) {
            payments.add(Payment.of(number, spread));
        }
        return payments;
    }

    void acknowledged(List<Payment> payments) {
        acknowledged.addAndGet(payments.size());
        payments.forEach(payment -> cents.addAndGet(payment.account(), payment.cents()));
    }

    /** Returns how many payments were acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Returns how much was paid into each account, in cents. */
    public long[] cents() {
        var copy = new long[accounts];
        for (int account = 0; account < accounts; account++) {
            copy[account] = cents.get(account);
        }
        return copy;
    }
}
