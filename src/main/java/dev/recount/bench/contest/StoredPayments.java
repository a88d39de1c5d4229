package dev.recount.bench.contest;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The payments that are stored.
 *
 * @param rows how many there are
 * @param cents how much each account has got, if that can be told
 */
public record StoredPayments(long rows, Optional<long[]> cents) {

    /** A way to find the stored payments. */
    @FunctionalInterface
    public interface Lookup {

        /** Returns the payments that are stored now. */
        StoredPayments lookup() throws SQLException;
    }

    /** Returns the payments where only rows can be counted. */
    public static StoredPayments rows(long rows) {
        return new StoredPayments(rows, Optional.empty());
    }

    /** Compares the payments that are stored with those that were acknowledged. */
    public List<Reconciliation> checks(Discipline discipline, long acknowledged, long[] paid) {
        var rowsCheck = new Reconciliation(discipline, "rows are what was acknowledged", acknowledged, rows);
        return cents.map(found -> List.of(
                        rowsCheck,
                        new Reconciliation(
                                discipline,
                                "accounts with another balance than was paid in",
                                0,
                                differing(paid, found)),
                        new Reconciliation(
                                discipline,
                                "cents in all accounts",
                                Arrays.stream(paid).sum(),
                                Arrays.stream(found).sum())))
                .orElse(List.of(rowsCheck));
    }

    private static long differing(long[] paid, long[] found) {
        long differing = 0;
        for (int account = 0; account < paid.length; account++) {
            differing += paid[account] == found[account] ? 0 : 1;
        }
        return differing;
    }
}
