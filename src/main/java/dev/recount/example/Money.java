package dev.recount.example;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of money: at most two decimals, and at most fifteen digits before the point. */
public final class Money {

    /** No money at all. */
    public static final BigDecimal ZERO = new BigDecimal("0.00");

    private static final int DECIMALS = 2;
    private static final int MOST_DIGITS = 15;

    private Money() {}

    /** Tells whether this is an amount of money, and more than nothing. */
    public static boolean isPositive(BigDecimal amount) {
        return amount.signum() > 0 && fits(amount);
    }

    /** Tells whether this is an amount of money, or nothing. */
    public static boolean isZeroOrPositive(BigDecimal amount) {
        return amount.signum() == 0 || isPositive(amount);
    }

    /** Returns the same amount with exactly two decimals, of an amount that one of the checks has passed. */
    public static BigDecimal exact(BigDecimal amount) {
        return amount.signum() == 0 ? ZERO : amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }

    private static boolean fits(BigDecimal amount) {
        // 1 for 7.00, -1 for 0.07: 1E+400 and 1E-400 end here, before anything writes out their zeros
        long digits = (long) amount.precision() - amount.scale();
        return digits <= MOST_DIGITS
                && digits > -DECIMALS
                && amount.setScale(DECIMALS, RoundingMode.DOWN).compareTo(amount) == 0;
    }
}
