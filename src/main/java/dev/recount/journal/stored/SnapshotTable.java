package dev.recount.journal.stored;

import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The saved states of streams; every method blocks, and throws {@link DatabaseException} when the database does not
 * answer.
 */
public final class SnapshotTable {

    private static final String COLUMNS =
            "SELECT sequence_number, snapshot_ser_manifest, snapshot_payload FROM snapshot ";

    private final PerJournal<? extends DataSource> databases;

    /** Reads over connections to the databases of all journals. */
    SnapshotTable(PerJournal<? extends DataSource> databases) {
        this.databases = databases;
    }

    /** Returns the last state of a stream that was saved under a name up to a version. */
    public Optional<SnapshotRow> latest(StreamId stream, String name, long upToVersion) {
        return query(
                        databases.of(stream),
                        COLUMNS + """
                                WHERE persistence_id = ? AND sequence_number <= ? AND snapshot_ser_manifest = ?
                                ORDER BY persistence_id DESC, sequence_number DESC LIMIT 1""",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, upToVersion);
                            select.setString(3, name);
                        },
                        SnapshotTable::row)
                .stream()
                .findFirst();
    }

    /** Returns the last state of a stream that was saved, under whichever name. */
    public Optional<SnapshotRow> newest(StreamId stream) {
        return query(
                        databases.of(stream),
                        COLUMNS + "WHERE persistence_id = ? ORDER BY persistence_id DESC, sequence_number DESC LIMIT 1",
                        select -> select.setString(1, JournalKey.of(stream)),
                        SnapshotTable::row)
                .stream()
                .findFirst();
    }

    /** Returns a stream's saved states after a version, in order, under whichever name, at most so many. */
    public List<SnapshotRow> after(StreamId stream, long version, int limit) {
        return query(
                databases.of(stream),
                COLUMNS + """
                        WHERE persistence_id = ? AND sequence_number > ?
                        ORDER BY persistence_id, sequence_number LIMIT ?""",
                select -> {
                    select.setString(1, JournalKey.of(stream));
                    select.setLong(2, version);
                    select.setInt(3, limit);
                },
                SnapshotTable::row);
    }

    /** Returns the names, as Pekko keeps them, of what has a saved state and not one event. */
    public List<String> withoutEvents() {
        return databases.all().stream()
                .flatMap(database -> withoutEvents(database).stream())
                .sorted()
                .toList();
    }

    private static List<String> withoutEvents(DataSource database) {
        return query(database, """
                SELECT DISTINCT persistence_id FROM snapshot WHERE NOT EXISTS (
                    SELECT 1 FROM event_journal event WHERE event.persistence_id = snapshot.persistence_id)
                ORDER BY persistence_id""", _ -> {}, row -> row.getString(1));
    }

    /** Deletes all saved states of a stream, and returns how many there were. */
    public int deleteAll(StreamId stream) {
        return new Transactions(databases.of(stream), "snapshots cannot be deleted")
                .run(statements ->
                        statements.update("DELETE FROM snapshot WHERE persistence_id = ?", JournalKey.of(stream)));
    }

    /**
     * Deletes, of a stream's saved states up to a version, all but the first of each stretch of so many versions and
     * those saved at certain events; those under other names count as nothing, and are deleted too. One transaction,
     * safe at any moment.
     *
     * @param name the name under which today's states are saved
     * @param stretch the number of versions that one state has to do for
     * @param settledAt the stored names of the events whose states stay, without their revisions
     * @return how many were deleted
     */
    public int thin(StreamId stream, String name, long upToVersion, long stretch, Set<String> settledAt) {
        var values = new ArrayList<Object>(List.of(JournalKey.of(stream), upToVersion, name, stretch, name));
        settledAt.forEach(event -> values.add(event + "/%"));
        String settled = String.join(" OR ", Collections.nCopies(settledAt.size(), "event.event_ser_manifest LIKE ?"));
        return new Transactions(databases.of(stream), "snapshots cannot be deleted")
                .run(statements -> statements.update(
                        """
                        DELETE FROM snapshot WHERE persistence_id = ? AND sequence_number <= ?
                            AND (snapshot_ser_manifest <> ? OR (EXISTS (
                                SELECT 1 FROM snapshot earlier WHERE earlier.persistence_id = snapshot.persistence_id
                                    AND earlier.sequence_number < snapshot.sequence_number
                                    AND earlier.sequence_number
                                        >= snapshot.sequence_number - MOD(snapshot.sequence_number, ?)
                                    AND earlier.snapshot_ser_manifest = ?)""" + (settledAt.isEmpty() ? "" : " AND NOT " + atEvent(settled)) + "))", values.toArray()));
    }

    private static String atEvent(String condition) {
        return """
                EXISTS (
                    SELECT 1 FROM event_journal event WHERE event.persistence_id = snapshot.persistence_id
                        AND event.sequence_number = snapshot.sequence_number AND (""" + condition + "))";
    }

    private static SnapshotRow row(ResultSet row) throws SQLException {
        return new SnapshotRow(row.getLong(1), row.getString(2), row.getBytes(3));
    }

    private static <T> List<T> query(
            DataSource database, String sql, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(sql, binding, mapping).from(database);
    }
}
