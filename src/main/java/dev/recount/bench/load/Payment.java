package dev.recount.bench.load;

import java.math.BigDecimal;

/** A payment into one of the accounts; its number decides which, and how much. */
public record Payment(long number, int account, long cents) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long MOST_CENTS = 100_000;

    /** Returns the payment of a number into one of the accounts of a spread. */
    static Payment of(long number, Spread spread) {
        long mixed = number * GOLDEN;
        mixed = (mixed ^ (mixed >>> 32)) * GOLDEN;
        return new Payment(number, spread.account(mixed), 1 + Long.remainderUnsigned(mixed >>> 29, MOST_CENTS));
    }

    /** Returns the amount that is paid. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(cents, 2);
    }
}
