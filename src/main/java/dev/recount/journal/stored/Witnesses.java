package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The tables beside the events that name versions of streams: snapshots, rejections, and what handlers have still to
 * do. An event that they know of has been stored, so that the last events of a stream cannot be taken away unnoticed by
 * them. They are read only when someone asks. Every method blocks, and throws {@link DatabaseException} when a database
 * does not answer.
 */
public final class Witnesses {

    private static final String REJECTIONS = "a rejection was decided on";
    private static final String HANDLERS = "the handler %s has something to do";

    private final PerJournal<Database> journals;

    public Witnesses(PerJournal<Database> journals) {
        this.journals = journals;
    }

    /** Returns the latest of each table for each stream. */
    public List<Witness> all() {
        var all = new ArrayList<Witness>();
        for (Database journal : journals.all()) {
            all.addAll(query(
                    journal.unhurried(),
                    "SELECT persistence_id, MAX(sequence_number) FROM " + states(journal) + " GROUP BY persistence_id",
                    _ -> {},
                    row -> new Witness(slashed(row.getString(1)), row.getLong(2), Witness.SNAPSHOT)));
            all.addAll(query(
                    journal.unhurried(),
                    "SELECT stream_type, stream_id, MAX(stream_version) FROM rejection"
                            + " WHERE stream_version IS NOT NULL GROUP BY stream_type, stream_id",
                    _ -> {},
                    row -> new Witness(row.getString(1) + "/" + row.getString(2), row.getLong(3), REJECTIONS)));
        }
        for (String table : List.of("handler_pending", "handler_timer")) {
            all.addAll(query(
                    journals.home().unhurried(),
                    "SELECT stream, handler, MAX(version) FROM " + table + " GROUP BY stream, handler",
                    _ -> {},
                    row -> new Witness(row.getString(1), row.getLong(3), HANDLERS.formatted(row.getString(2)))));
        }
        return all;
    }

    /** A journal that is read as it is may be of a time when no settled states were kept. */
    private static String states(Database journal) {
        return Columns.are(journal.pool(), "settled_state", "sequence_number")
                ? "(SELECT persistence_id, sequence_number FROM snapshot UNION ALL"
                        + " SELECT persistence_id, sequence_number FROM settled_state WHERE sequence_number > 0) saved"
                : "snapshot";
    }

    private static String slashed(String name) {
        return name.replace(JournalKey.SEPARATOR, '/');
    }

    /** Returns the latest of each table for one stream. */
    public List<Witness> of(StreamId stream) {
        var witnesses = new ArrayList<Witness>();
        snapshot(stream).ifPresent(version -> witnesses.add(new Witness(stream.toString(), version, Witness.SNAPSHOT)));
        highest(
                        journals.of(stream).pool(),
                        "SELECT MAX(stream_version) FROM rejection WHERE stream_type = ? AND stream_id = ?",
                        stream.type(),
                        stream.id())
                .ifPresent(version -> witnesses.add(new Witness(stream.toString(), version, REJECTIONS)));
        for (String table : List.of("handler_pending", "handler_timer")) {
            witnesses.addAll(query(
                    journals.home().pool(),
                    "SELECT handler, MAX(version) FROM " + table + " WHERE stream = ? GROUP BY handler",
                    select -> select.setString(1, stream.toString()),
                    row -> new Witness(stream.toString(), row.getLong(2), HANDLERS.formatted(row.getString(1)))));
        }
        return witnesses;
    }

    /** Returns the version of a stream's last snapshot, if it has one. */
    private Optional<Long> snapshot(StreamId stream) {
        return highest(
                journals.of(stream).pool(),
                "SELECT MAX(sequence_number) FROM snapshot WHERE persistence_id = ?",
                JournalKey.of(stream));
    }

    private static Optional<Long> highest(DataSource database, String sql, String... values) {
        return query(
                        database,
                        sql,
                        select -> {
                            for (int i = 0; i < values.length; i++) {
                                select.setString(i + 1, values[i]);
                            }
                        },
                        row -> row.getLong(1))
                .stream()
                .filter(version -> version > 0)
                .findFirst();
    }

    private static <T> List<T> query(
            DataSource database, String sql, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(sql, binding, mapping).from(database);
    }
}
