package dev.recount.bench.contest;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is stored of payments.
 *
 * @param rows how many there are
 * @param cents how much each account has got, if that can be told
 */
public record StoredPayments(long rows, Optional<long[]> cents) {

    /** Looks for what is stored. */
    @FunctionalInterface
    public interface Lookup {

        /** Returns what is there now. */
        StoredPayments lookup() throws SQLException;
    }

    /** Returns what is stored where only rows can be counted. */
    public static StoredPayments rows(long rows) {
        return new StoredPayments(rows, Optional.empty());
    }

    /** Holds what is stored against what was acknowledged. */
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
