package dev.recount.bench.load;

import java.math.BigDecimal;

/** A payment into one of the accounts; its number decides which, and how much. */
public record Payment(long number, int account, long cents) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long MOST_CENTS = 100_000;

    /** Returns the payment of a number into one of so many accounts. */
    static Payment of(long number, int accounts) {
        long mixed = number * GOLDEN;
        mixed = (mixed ^ (mixed >>> 32)) * GOLDEN;
        return new Payment(
                number,
                (int) Long.remainderUnsigned(mixed >>> 7, accounts),
                1 + Long.remainderUnsigned(mixed >>> 29, MOST_CENTS));
    }

    /** Returns the amount that is paid. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(cents, 2);
    }
}
