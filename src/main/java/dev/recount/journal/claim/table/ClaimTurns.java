package dev.recount.journal.claim.table;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns of transactions that change who holds the same value: one waits until the other is committed, before the
 * database gives it its number.
 *
 * <p>The log is in the order of those numbers. A transaction that had its own before it waited for a value could take
 * what another one gave back under a later number, and the log would tell of two holders in between.
 */
public final class ClaimTurns {

    /** A space of locks that nothing else uses. */
    private static final int SPACE = 0x636c6169;

    private ClaimTurns() {}

    /** Waits for the turns of all values that are taken or given back; a transaction begins with this. */
    public static void await(Statements statements, DatabaseKind kind, List<ClaimRow> rows) throws SQLException {
        if (kind == DatabaseKind.H2) {
            return; // it has one writer
        }
        var codes = new ArrayList<String>();
        var giving = new ArrayList<String>();
        for (ClaimRow row : rows) {
            row.claimed().changes().forEach(change -> change.code().ifPresent(codes::add));
            if (row.claimed().changes().stream().anyMatch(change -> change.heldBefore())) {
                giving.add(row.persistenceId());
            }
        }
        codes.addAll(held(statements, giving));
        // Every writer takes them in this order, so that no two of them wait for each other.
        Integer[] turns =
                codes.stream().map(String::hashCode).distinct().sorted().toArray(Integer[]::new);
        statements.select(
                "SELECT pg_advisory_xact_lock(?, turn) FROM unnest(?) AS turn",
                row -> true,
                SPACE,
                statements.connection().createArrayOf("int4", turns));
    }

    private static List<String> held(Statements statements, List<String> streams) throws SQLException {
        if (streams.isEmpty()) {
            return List.of();
        }
        return statements.select(
                "SELECT code FROM claim WHERE persistence_id = ANY (?)",
                row -> row.getString(1),
                statements.connection().createArrayOf("varchar", streams.toArray()));
    }
}
