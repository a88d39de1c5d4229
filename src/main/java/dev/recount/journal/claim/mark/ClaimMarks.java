package dev.recount.journal.claim.mark;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import java.sql.SQLException;
import java.util.List;

/**
 * The table of marks of one of several journals; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class ClaimMarks {

    private final Database database;
    private final Transactions transactions;

    public ClaimMarks(Database database) {
        this.database = database;
        this.transactions = new Transactions(database.pool(), "marks of what streams hold cannot be kept");
    }

    /**
     * Writes marks into the transaction that stores their events.
     *
     * @throws SQLException if one of them was cancelled; nothing of that transaction can be stored any more
     */
    public static void insert(Statements statements, List<ClaimMark> marks) throws SQLException {
        for (ClaimMark each : marks) {
            statements.update(
                    "INSERT INTO claim_mark (mark, persistence_id, version, changes, came_from) VALUES (?, ?, ?, ?, ?)",
                    each.id(),
                    each.persistenceId(),
                    each.version(),
                    each.changes(),
                    each.from());
        }
    }

    /** Returns the marks of a stream whose events are stored, in the order of those. */
    public List<ClaimMark> of(String persistenceId) {
        return new Select<>(
                        "SELECT mark, persistence_id, version, changes, came_from FROM claim_mark"
                                + " WHERE persistence_id = ? AND version IS NOT NULL ORDER BY version",
                        select -> select.setString(1, persistenceId),
                        ClaimMark::of)
                .from(database.pool());
    }

    /** Returns the streams that have marks whose events are stored, at most so many. */
    public List<String> streams(int most) {
        return new Select<>(
                        "SELECT DISTINCT persistence_id FROM claim_mark WHERE version IS NOT NULL LIMIT ?",
                        select -> select.setInt(1, most),
                        row -> row.getString(1))
                .from(database.pool());
    }

    /** Removes marks that the home journal has. */
    public void remove(List<ClaimMark> marks) {
        transactions.run(statements -> {
            int removed = 0;
            for (ClaimMark each : marks) {
                removed += statements.update("DELETE FROM claim_mark WHERE mark = ?", each.id());
            }
            return removed;
        });
    }

    /**
     * Sees to it that the events of a mark can never be stored, unless they are. It stays for good, as a writer that
     * stands still may come with them at any time.
     *
     * @return whether they cannot be stored; else they were
     */
    public boolean cancel(String persistenceId, String mark) {
        return transactions.run(statements -> {
            statements.update(
                    "INSERT INTO claim_mark (mark, persistence_id, version, changes, came_from)"
                            + " VALUES (?, ?, NULL, '', '') ON CONFLICT DO NOTHING",
                    mark,
                    persistenceId);
            return statements
                    .select("SELECT version IS NULL FROM claim_mark WHERE mark = ?", row -> row.getBoolean(1), mark)
                    .contains(true);
        });
    }
}
