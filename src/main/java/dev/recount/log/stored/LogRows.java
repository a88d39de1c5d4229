package dev.recount.log.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.journal.JournalPage;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.stored.archived.ArchivedEvents;
import dev.recount.json.MalformedException;
import dev.recount.log.position.LogPlace;
import dev.recount.model.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rows of the log of one journal, in its order, whatever is in them: for those who hold them against something, or
 * take them elsewhere. Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when the
 * database does not answer.
 */
public final class LogRows {

    /** As many rows are asked for at a time, so that few are read in vain where they are large. */
    private static final int CHUNK = 64;

    private final Database journal;
    private final LogSql sql;
    private final ArchivedEvents archived;

    public LogRows(Database journal, LogSql sql) {
        this.journal = journal;
        this.sql = sql;
        this.archived = new ArchivedEvents(journal);
    }

    /** Returns the hashes of the events after a place, in order, at most so many. */
    public List<LogHash> hashes(LogPlace after, int limit) {
        return query(sql.hashesSql(limit), select -> sql.bindPlace(select, 1, after), LogRows::hash);
    }

    private static LogHash hash(ResultSet row) throws SQLException {
        byte[] kept = row.getBytes(5);
        String name = row.getString(1);
        return new LogHash(
                LogSql.place(row, 6),
                JournalKey.find(name)
                        .orElseThrow(() -> new MalformedException("", name + " is not the name of a stream")),
                row.getLong(2),
                Base64.getEncoder()
                        .encodeToString(
                                kept == null
                                        ? StoredEvent.found(row.getString(3), row.getBytes(4), null)
                                                .hash()
                                        : kept));
    }

    /** Returns the whole rows of the events after a place, in order, at most so many, fewer where they are large. */
    public List<LogRow> whole(LogPlace after, int limit) {
        return rows(after, limit, this::whole);
    }

    /**
     * Returns the rows of the events after a place as they lie in the table, in order, at most so many, fewer where
     * they are large: those of archived events have the places of the bytes, and not the bytes.
     */
    public List<LogRow> asTheyLie(LogPlace after, int limit) {
        return rows(after, limit, row -> row);
    }

    private LogRow whole(LogRow row) {
        StoredEvent event = row.event();
        StoredEvent whole = archived.whole(StreamId.parse(row.stream()), row.version(), event);
        return whole == event ? row : row.with(whole.payload());
    }

    private List<LogRow> rows(LogPlace after, int limit, UnaryOperator<LogRow> reading) {
        var rows = new ArrayList<LogRow>();
        long size = 0;
        boolean hasMore = true;
        while (hasMore && rows.size() < limit && size < JournalPage.MOST_BYTES) {
            LogPlace last = rows.isEmpty() ? after : rows.getLast().place();
            int most = Math.min(CHUNK, limit - rows.size());
            List<LogRow> chunk =
                    query(sql.rowsSql(most), select -> sql.bindPlace(select, 1, last), LogSql::row).stream()
                            .map(reading)
                            .toList();
            rows.addAll(chunk);
            size += chunk.stream().mapToLong(row -> row.payload().length()).sum();
            hasMore = chunk.size() == most;
        }
        return rows;
    }

    private <T> List<T> query(String text, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(text, binding, mapping).from(journal.pool());
    }
}
