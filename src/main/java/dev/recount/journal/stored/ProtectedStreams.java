package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The streams of one journal whose stored events were encrypted later than they were written: what their heads were
 * before, and have been since. Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when
 * the database does not answer.
 */
public final class ProtectedStreams {

    private final Transactions transactions;
    private final boolean isThere;

    /** Looks into a journal, which may be of a time when there was no such table. */
    public ProtectedStreams(Database journal) {
        this.transactions = new Transactions(journal.pool(), "the protected streams cannot be told");
        this.isThere = transactions.run(ProtectedStreams::isThere);
    }

    /**
     * The heads of a stream before it was protected, and since.
     *
     * @param version the version of its last event then
     * @param before the hash of that event before
     * @param since the hash of that event since
     * @param at when it was protected
     */
    public record ProtectedStream(StreamId stream, long version, String before, String since, Instant at) {}

    /** Returns all of a stream, the latest last. */
    public List<ProtectedStream> of(StreamId stream) {
        return isThere
                ? transactions.run(statements -> statements.select(
                        "SELECT sequence_number, head_before, head_since, protected_at FROM protected_stream"
                                + " WHERE persistence_id = ? ORDER BY protected_at",
                        row -> new ProtectedStream(
                                stream,
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4))),
                        JournalKey.of(stream)))
                : List.of();
    }

    private static boolean isThere(Statements statements) throws SQLException {
        return statements
                .select(
                        "SELECT 1 FROM information_schema.tables WHERE LOWER(table_name) = 'protected_stream'",
                        row -> true)
                .contains(true);
    }

    /** Writes one down, in an open transaction. */
    public static void add(Statements statements, ProtectedStream stream) throws SQLException {
        statements.update(
                "INSERT INTO protected_stream (persistence_id, sequence_number, head_before, head_since, protected_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                JournalKey.of(stream.stream),
                stream.version,
                stream.before,
                stream.since,
                stream.at.toEpochMilli());
    }
}
