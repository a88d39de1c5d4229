package dev.recount.journal.spread;

import dev.recount.database.postgres.Session;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The ids under which events are stored, and by which the log is ordered: those of the transactions that store them,
 * with something added that stays the same as long as the database stays in its cluster.
 *
 * @param added what is added
 */
public record TransactionOrder(long added) {

    private static final String NOW = "pg_current_snapshot()";

    /**
     * More than any cluster comes to between a backup and its loss: no position that was given out meanwhile is given
     * to another event.
     */
    private static final long LEAP = 1L << 32;

    /** The tables whose rows have the ids of the transactions that stored them. */
    private static final List<String> TABLES = List.of("event_journal", "stream_state");

    private static final String LAST = TABLES.stream()
            .map(table -> "(SELECT tx_id FROM " + table + " ORDER BY tx_id DESC, ordering DESC LIMIT 1)")
            .collect(
                    Collectors.joining(" UNION ALL ", "SELECT COALESCE(MAX(tx_id::text::bigint), 0) FROM (", ") last"));

    /** Reads what is added at present; it never changes while a server runs. */
    public static TransactionOrder read(DataSource database) {
        return transactions(database).run(TransactionOrder::read);
    }

    private static TransactionOrder read(Statements statements) throws SQLException {
        return new TransactionOrder(statements
                .select("SELECT added FROM transaction_offset", row -> row.getLong(1))
                .getFirst());
    }

    private static Transactions transactions(DataSource database) {
        return new Transactions(database, "the order of the log cannot be told");
    }

    /** Returns the condition under which an event's transaction, and all that come before it, have ended. */
    public String isSettled() {
        return "tx_id < " + id("pg_snapshot_xmin(" + NOW + ")");
    }

    private String id(String transaction) {
        return added == 0 ? transaction : "(" + transaction + "::text::bigint + " + added + ")::text::xid8";
    }

    /**
     * Makes sure that no event has the id of a transaction that has not been, which readers would wait for.
     *
     * @throws DatabaseException if one has, as after a dump was restored into another cluster
     */
    static void requireNoneAhead(DataSource database) {
        boolean ahead = transactions(database).run(statements -> {
            String next = read(statements).id("pg_snapshot_xmax(" + NOW + ")");
            return statements
                    .select(
                            TABLES.stream()
                                    .map(table -> "EXISTS (SELECT 1 FROM " + table + " WHERE tx_id >= " + next + ")")
                                    .collect(Collectors.joining(" OR ", "SELECT ", "")),
                            row -> row.getBoolean(1))
                    .getFirst();
        });
        if (ahead) {
            throw new DatabaseException(
                    "the journal was restored from another PostgreSQL, whose transactions are ahead of this"
                            + " one's: its events would not be seen. Run recount restored --config FILE once");
        }
    }

    /**
     * Orders all that is stored from now on after all that is stored, and after all that the database may have held
     * when the backup that it was restored from had been made; nothing that is stored changes, nor any position.
     *
     * @throws DatabaseException if the database is in use
     */
    static TransactionOrder continueAfterRestore(DataSource database) {
        return transactions(database).run(statements -> {
            Session.requireAlone(statements);
            statements.update("LOCK TABLE " + String.join(", ", TABLES) + " IN ACCESS EXCLUSIVE MODE");
            long added = statements
                    .select(
                            "SELECT (" + LAST + ") + 1 - pg_snapshot_xmin(" + NOW + ")::text::bigint",
                            row -> row.getLong(1))
                    .getFirst();
            var order = new TransactionOrder(Math.max(added, read(statements).added) + LEAP);
            for (String table : TABLES) {
                statements.update("ALTER TABLE " + table + " ALTER COLUMN tx_id SET DEFAULT ("
                        + order.id("pg_current_xact_id()") + ")");
            }
            statements.update("UPDATE transaction_offset SET added = ?", order.added);
            return order;
        });
    }
}
