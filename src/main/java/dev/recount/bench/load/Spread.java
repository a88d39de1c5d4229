package dev.recount.bench.load;

import java.util.Arrays;

/** The spread of payments over accounts. */
@FunctionalInterface
public interface Spread {

    /** The exponent of Zipf's law: about that of words, of goods that are bought, and of pages that are read. */
    double ZIPF_EXPONENT = 1.1;

    /**
     * Returns the account of a payment.
     *
     * @param chance a number of which all bits are as good as random
     */
    int account(long chance);

    /** Returns that by which all of so many accounts get as much. */
    static Spread even(int accounts) {
        return chance -> (int) Long.remainderUnsigned(chance >>> 7, accounts);
    }

    /** Returns that by which one account gets all. */
    static Spread one() {
        return _ -> 0;
    }

    /**
     * Returns that by Zipf's law: the account of rank n gets what the first one gets, divided by n to the power of
     * {@link #ZIPF_EXPONENT}.
     */
    static Spread zipf(int accounts) {
        var upTo = new double[accounts];
        double sum = 0;
        for (int account = 0; account < accounts; account++) {
            sum += Math.pow(account + 1, -ZIPF_EXPONENT);
            upTo[account] = sum;
        }
        double total = sum;
        return chance -> {
            double part = (chance >>> 11) * 0x1p-53 * total;
            int found = Arrays.binarySearch(upTo, part);
            return Math.min(found < 0 ? -found - 1 : found + 1, accounts - 1);
        };
    }
}
