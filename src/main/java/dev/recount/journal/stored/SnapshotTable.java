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
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The saved states of streams: snapshots, and of each archived stream the settled state, which is kept for good. Every
 * method blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class SnapshotTable {

    private static final String COLUMNS = "SELECT sequence_number, snapshot_ser_manifest, snapshot_payload FROM ";

    private static final String LATEST = COLUMNS + """
            snapshot WHERE persistence_id = ? AND sequence_number <= ? AND snapshot_ser_manifest = ?
            ORDER BY persistence_id DESC, sequence_number DESC LIMIT 1""";

    private static final String SETTLED = COLUMNS + """
            settled_state WHERE persistence_id = ? AND sequence_number BETWEEN 1 AND ? AND snapshot_ser_manifest = ?
                AND drops = drops_before""";

    private static final String NEWEST =
            COLUMNS + "snapshot WHERE persistence_id = ? ORDER BY persistence_id DESC, sequence_number DESC LIMIT 1";

    private static final String ANY_SETTLED =
            COLUMNS + "settled_state WHERE persistence_id = ? AND sequence_number > 0";

    private final PerJournal<Tables> journals;

    /** Reads over connections to the databases of all journals. */
    SnapshotTable(PerJournal<? extends DataSource> databases) {
        this.journals = databases.map(Tables::of);
    }

    /**
     * The tables of one journal.
     *
     * @param keepsSettled whether there is one of settled states: a journal that is read as it is may be of a time when
     *     there was none
     */
    private record Tables(DataSource database, boolean keepsSettled) {

        static Tables of(DataSource database) {
            return new Tables(database, Columns.are(database, "settled_state", "sequence_number"));
        }

        /** Returns the latest of what is read of the one table and of the other. */
        String latest(String ofSnapshots, String ofSettled) {
            return keepsSettled
                    ? "(" + ofSnapshots + ") UNION ALL (" + ofSettled + ") ORDER BY sequence_number DESC LIMIT 1"
                    : ofSnapshots;
        }

        <T> List<T> query(String sql, Select.Binding binding, Select.Mapping<T> mapping) {
            return new Select<>(sql, binding, mapping).from(database);
        }
    }

    /** Returns the last state of a stream that was saved under a name up to a version. */
    public Optional<SnapshotRow> latest(StreamId stream, String name, long upToVersion) {
        Tables tables = journals.of(stream);
        return tables
                .query(
                        tables.latest(LATEST, SETTLED),
                        select -> {
                            for (int first = 1; first <= (tables.keepsSettled ? 4 : 1); first += 3) {
                                select.setString(first, JournalKey.of(stream));
                                select.setLong(first + 1, upToVersion);
                                select.setString(first + 2, name);
                            }
                        },
                        SnapshotTable::row)
                .stream()
                .findFirst();
    }

    /** Returns the last state of a stream that was saved, under whichever name. */
    public Optional<SnapshotRow> newest(StreamId stream) {
        Tables tables = journals.of(stream);
        return tables
                .query(
                        tables.latest(NEWEST, ANY_SETTLED),
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            if (tables.keepsSettled) {
                                select.setString(2, JournalKey.of(stream));
                            }
                        },
                        SnapshotTable::row)
                .stream()
                .findFirst();
    }

    /** Returns the settled state of a stream, under whichever name, unless it was dropped. */
    public Optional<SnapshotRow> settled(StreamId stream) {
        Tables tables = journals.of(stream);
        return tables.keepsSettled
                ? tables
                        .query(
                                ANY_SETTLED + " AND drops = drops_before",
                                select -> select.setString(1, JournalKey.of(stream)),
                                SnapshotTable::row)
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Returns a stream's snapshots after a version, in order, under whichever name, at most so many. */
    public List<SnapshotRow> after(StreamId stream, long version, int limit) {
        return journals.of(stream)
                .query(
                        COLUMNS + """
                        snapshot WHERE persistence_id = ? AND sequence_number > ?
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
        return journals.all().stream()
                .flatMap(tables -> withoutEvents(tables).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> withoutEvents(Tables tables) {
        return Stream.of("snapshot", "settled_state")
                .filter(table -> tables.keepsSettled || table.equals("snapshot"))
                .flatMap(table -> tables.query("""
                                SELECT DISTINCT persistence_id FROM %s saved WHERE NOT EXISTS (
                                    SELECT 1 FROM event_journal event WHERE event.persistence_id = saved.persistence_id)
                                ORDER BY persistence_id""".formatted(table), _ -> {}, row -> row.getString(1)).stream())
                .toList();
    }

    /**
     * Drops all saved states of a stream: deletes its snapshots, and has its settled state count no more, until it is
     * made anew; one stays that is all that is left of deleted events. Returns how many snapshots there were.
     */
    public int deleteAll(StreamId stream) {
        return transactions(stream).run(statements -> {
            // In this order: who keeps a snapshot as the settled state holds it until that can be found here.
            int deleted = statements.update("DELETE FROM snapshot WHERE persistence_id = ?", JournalKey.of(stream));
            statements.update(
                    "UPDATE settled_state SET drops = drops + 1 WHERE persistence_id = ? AND deleted_to = 0",
                    JournalKey.of(stream));
            return deleted;
        });
    }

    private Transactions transactions(StreamId stream) {
        return new Transactions(journals.of(stream).database, "snapshots cannot be deleted");
    }

    /**
     * Deletes, of a stream's snapshots up to a version, all but the first of each stretch of so many versions and
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
        return transactions(stream)
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
}
