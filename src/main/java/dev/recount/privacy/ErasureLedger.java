package dev.recount.privacy;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.store.AbsentRows;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.privacy.store.KeyTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger of the subjects who were erased, to which entries are only added; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class ErasureLedger {

    private static final String TABLE = KeyDatabase.table("erasure");

    private static final String COLUMNS = "subject, erased_at, erased_by, ground, reference";

    private final Transactions transactions;
    private final AbsentRows rows;

    ErasureLedger(Database database) {
        this.transactions = KeyDatabase.transactions(database);
        this.rows = new AbsentRows(database.kind(), TABLE, List.of(COLUMNS.split(", ")));
    }

    /** Commits an entry, and returns that of before, which stays, if there is one. */
    Optional<Erasure> enter(Erasure erasure) {
        boolean isNew = transactions.run(statements -> rows.insert(
                statements,
                erasure.subject().toString(),
                erasure.at().toEpochMilli(),
                erasure.by(),
                erasure.ground(),
                erasure.reference().orElse(null)));
        return isNew ? Optional.empty() : of(erasure.subject());
    }

    /** Notes that the log tells of an erasure. */
    public void noteInLog(Subject subject) {
        setInLog(Optional.of(subject), true);
    }

    /** Tells whether it was noted that the log tells of a subject's erasure. */
    public boolean isInLog(Subject subject) {
        return transactions.run(statements -> !statements
                .select(
                        "SELECT 1 FROM " + TABLE + " WHERE subject = ? AND in_log",
                        row -> row.getInt(1),
                        subject.toString())
                .isEmpty());
    }

    /** Notes that the log may tell of none, as after it was put back to an earlier day. */
    public void noteNoneInLog() {
        setInLog(Optional.empty(), false);
    }

    private void setInLog(Optional<Subject> subject, boolean inLog) {
        String all = "UPDATE " + TABLE + " SET in_log = ?";
        transactions.run(statements -> subject.isPresent()
                ? statements.update(
                        all + " WHERE subject = ?", inLog, subject.get().toString())
                : statements.update(all, inLog));
    }

    /** Returns some of the entries that the log is not certain to tell of, in the order of their subjects' names. */
    public List<Erasure> notInLog(Optional<Subject> after, int most) {
        return transactions.run(statements -> statements.select(
                "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE NOT in_log AND subject > ? ORDER BY subject LIMIT ?",
                ErasureLedger::erasure,
                after.map(Subject::toString).orElse(""),
                most));
    }

    /** Returns the entry of a subject, if there is one. */
    public Optional<Erasure> of(Subject subject) {
        return transactions.run(statements -> statements
                .select(
                        "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE subject = ?",
                        ErasureLedger::erasure,
                        subject.toString())
                .stream()
                .findFirst());
    }

    /** Returns when those of the subjects were erased who were; there is at least one subject. */
    Map<Subject, Instant> times(Statements statements, Collection<Subject> subjects) throws SQLException {
        var found = new HashMap<Subject, Instant>();
        statements
                .select(
                        "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE subject IN (" + KeyTable.places(subjects)
                                + ")",
                        ErasureLedger::erasure,
                        subjects.stream().map(Subject::toString).toArray())
                .forEach(erasure -> found.put(erasure.subject(), erasure.at()));
        return found;
    }

    /**
     * Returns a page of entries in the order of their subjects' names.
     *
     * @param after the last subject of the page before; empty for the first page
     */
    public List<Erasure> page(Optional<Subject> after, int most) {
        return transactions.run(statements -> statements.select(
                "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE subject > ? ORDER BY subject LIMIT ?",
                ErasureLedger::erasure,
                after.map(Subject::toString).orElse(""),
                most));
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                Subject.parse(row.getString(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)));
    }
}
