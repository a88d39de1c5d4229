package dev.recount.journal.claim.table;

import dev.recount.database.sql.Statements;
import java.sql.SQLException;

/**
 * The versions up to which the home one of several journals has what streams hold: changes come to it in any order,
 * from whoever finds them, and some more than once.
 */
final class Settled {

    private Settled() {}

    /** Returns the version of a stream, and keeps it from all others until the transaction ends. */
    static long locked(Statements statements, String persistenceId) throws SQLException {
        statements.update(
                "INSERT INTO claim_settled (persistence_id, version) VALUES (?, 0) ON CONFLICT DO NOTHING",
                persistenceId);
        return statements
                .select(
                        "SELECT version FROM claim_settled WHERE persistence_id = ? FOR UPDATE",
                        row -> row.getLong(1),
                        persistenceId)
                .getFirst();
    }

    static int note(Statements statements, String persistenceId, long version) throws SQLException {
        return statements.update(
                "UPDATE claim_settled SET version = ? WHERE persistence_id = ?", version, persistenceId);
    }
}
