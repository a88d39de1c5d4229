package dev.recount.privacy.store;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.master.WrappedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The wrapped keys of subjects, a row each. */
public final class KeyTable {

    private static final String TABLE = KeyDatabase.table("subject_key");

    private static final String ERASED = "subject IN (SELECT subject FROM " + KeyDatabase.table("erasure") + ")";

    private final Transactions transactions;
    private final AbsentRows rows;

    public KeyTable(Database database) {
        this.transactions = KeyDatabase.transactions(database);
        this.rows = new AbsentRows(database.kind(), TABLE, List.of("subject", "master_key", "wrapped", "created"));
    }

    /** A row of the table. */
    public record Row(Subject subject, WrappedKey key) {}

    /** Returns a list of so many places for values. */
    public static String places(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    /** Returns the keys of those of the subjects that have one; there is at least one subject. */
    public Map<Subject, WrappedKey> read(Statements statements, Collection<Subject> subjects) throws SQLException {
        var found = new HashMap<Subject, WrappedKey>();
        statements
                .select(
                        "SELECT subject, master_key, wrapped FROM " + TABLE + " WHERE subject IN (" + places(subjects)
                                + ")",
                        KeyTable::row,
                        subjects.stream().map(Subject::toString).toArray())
                .forEach(row -> found.put(row.subject(), row.key()));
        return found;
    }

    /** Commits the keys of those subjects that have none; the others keep theirs. */
    public void insertAbsent(SortedMap<Subject, WrappedKey> keys, Instant created) {
        transactions.run(statements -> {
            // in one order, so that two nodes that insert the same never wait for each other
            for (Map.Entry<Subject, WrappedKey> each : keys.entrySet()) {
                WrappedKey key = each.getValue();
                rows.insert(statements, each.getKey().toString(), key.masterKey(), key.bytes(), created.toEpochMilli());
            }
            return keys.size();
        });
    }

    /** Returns some of the keys that were not wrapped by this master key: those whose subjects come after a text. */
    public List<Row> notWrappedBy(String masterKey, String after, int most) {
        return transactions.run(statements -> statements.select(
                "SELECT subject, master_key, wrapped FROM " + TABLE
                        + " WHERE subject > ? AND master_key <> ? ORDER BY subject LIMIT ?",
                KeyTable::row,
                after,
                masterKey,
                most));
    }

    /** Puts other bytes in the place of those that a row holds; a row that has gone, or has others, stays so. */
    public boolean replace(Statements statements, Row row, WrappedKey now) throws SQLException {
        return statements.update(
                        "UPDATE " + TABLE + " SET master_key = ?, wrapped = ? WHERE subject = ? AND wrapped = ?",
                        now.masterKey(),
                        now.bytes(),
                        row.subject().toString(),
                        row.key().bytes())
                == 1;
    }

    /** Destroys the keys of subjects who were erased, and returns how many there were. */
    public int deleteErased() {
        return transactions.run(statements -> statements.update("DELETE FROM " + TABLE + " WHERE " + ERASED));
    }

    /** Destroys the keys of those of the subjects who were erased. */
    public void deleteErased(Collection<Subject> subjects) {
        transactions.run(statements -> statements.update(
                "DELETE FROM " + TABLE + " WHERE subject IN (" + places(subjects) + ") AND " + ERASED,
                subjects.stream().map(Subject::toString).toArray()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(Subject.parse(row.getString(1)), new WrappedKey(row.getString(2), row.getBytes(3)));
    }
}
