package dev.recount.journal.state;

import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the latest states of streams of which nothing else is kept; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class StateTable {

    private final PerJournal<Table> journals;

    /** Reads over connections to the databases of all journals. */
    public StateTable(PerJournal<? extends DataSource> databases) {
        this.journals = databases.map(Table::of);
    }

    /**
     * The table of one journal.
     *
     * @param isThere whether there is one: a journal that is read as it is may be of a time when there was none
     */
    private record Table(DataSource database, boolean isThere) {

        static Table of(DataSource database) {
            boolean isThere = !new Select<>(
                            "SELECT 1 FROM information_schema.tables WHERE table_name = 'stream_state'",
                            _ -> {},
                            row -> row.getInt(1))
                    .from(database)
                    .isEmpty();
            return new Table(database, isThere);
        }

        <T> List<T> query(String sql, Select.Binding binding, Select.Mapping<T> mapping) {
            return isThere ? new Select<>(sql, binding, mapping).from(database) : List.of();
        }
    }

    /** Returns the state of a stream, if it has one. */
    public Optional<StateRow> of(StreamId stream) {
        return journals
                .of(stream)
                .query(
                        """
                        SELECT persistence_id, revision, sequence_number, write_timestamp, state_ser_manifest, state_payload
                        FROM stream_state WHERE persistence_id = ?""",
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> new StateRow(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getBytes(6)))
                .stream()
                .findFirst();
    }

    /** Returns the version of a stream, 0 if it has no state. */
    public long version(StreamId stream) {
        return journals
                .of(stream)
                .query(
                        "SELECT sequence_number FROM stream_state WHERE persistence_id = ?",
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> row.getLong(1))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * Returns the ids of a type's streams that come after the given one, or from the first, in order, at most so many.
     */
    public List<String> streams(String type, Optional<String> after, int limit) {
        return streams(type, "", after, limit);
    }

    /**
     * Returns the ids of a type's streams that begin with a prefix and come after the given one, or from the first, in
     * order, at most so many.
     */
    public List<String> streams(String type, String prefix, Optional<String> after, int limit) {
        return journals.all().stream()
                .flatMap(table -> streams(table, type, prefix, after, limit).stream())
                .sorted() // as databases do: ids are letters that have one byte each
                .limit(limit)
                .toList();
    }

    private static List<String> streams(Table table, String type, String prefix, Optional<String> after, int limit) {
        return table.query(
                """
                SELECT persistence_id FROM stream_state WHERE persistence_id > ? AND persistence_id < ?
                ORDER BY persistence_id LIMIT ?""",
                select -> {
                    select.setString(1, JournalKey.after(type, prefix, after));
                    select.setString(2, JournalKey.end(type, prefix));
                    select.setInt(3, limit);
                },
                row -> JournalKey.stream(row.getString(1)).id());
    }
}
