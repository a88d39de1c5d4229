package dev.recount.seal.store;

import dev.recount.database.sql.Transactions;
import java.time.Instant;
import java.util.Optional;

/**
 * The last checkpoint of a tree that enough witnesses have signed. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class WitnessedTable {

    private final Transactions transactions;
    private final String tree;

    WitnessedTable(Transactions transactions, String tree) {
        this.transactions = transactions;
        this.tree = tree;
    }

    /** Returns the last one, if the tree has any. */
    public Optional<WitnessedCheckpoint> read() {
        return transactions
                .run(statements -> statements.select(
                        "SELECT origin, witnessed_size, witnessed, witnessed_at FROM seal_tree"
                                + " WHERE name = ? AND witnessed <> ''",
                        row -> new WitnessedCheckpoint(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4))),
                        tree))
                .stream()
                .findFirst();
    }

    /**
     * Stores another one, unless it is of a smaller tree or of one that was ended, or somebody else has stored one
     * meanwhile; tells whether it has.
     *
     * @param before the one that was read; nothing if there was none
     */
    public boolean put(Optional<WitnessedCheckpoint> before, WitnessedCheckpoint after) {
        return transactions.run(statements -> statements.update(
                        "UPDATE seal_tree SET witnessed_size = ?, witnessed = ?, witnessed_at = ?"
                                + " WHERE name = ? AND origin = ? AND witnessed = ? AND witnessed_size <= ?",
                        after.size(),
                        after.checkpoint(),
                        after.stored().toEpochMilli(),
                        tree,
                        after.origin(),
                        before.map(WitnessedCheckpoint::checkpoint).orElse(""),
                        after.size()))
                > 0;
    }
}
