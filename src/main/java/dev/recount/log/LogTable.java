package dev.recount.log;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.journal.Before;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Links;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.CorrectionTable;
import dev.recount.journal.stored.archived.ArchivedEvents;
import dev.recount.journal.stored.archived.DeletionTable;
import dev.recount.json.MalformedException;
import dev.recount.log.position.LogPlace;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.privacy.subject.SubjectRules;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The log of one journal, read from its database; see {@link LogReader}.
 *
 * <p>No event ever appears before one that has been returned, and none is read otherwise but by a correction, which is
 * an event itself and comes later. H2's journal has one writer, so the numbers of events follow the order of commits;
 * only those are returned that are in its file. On PostgreSQL, only events of transactions are returned that are older
 * than every transaction still open, ordered by transaction first.
 */
final class LogTable {

    private final Database journal;
    private final DataSource database;
    private final EventReader reader;
    private final LogSql sql;
    private final CorrectionTable corrections;
    private final LogCheck check;
    private final ArchivedEvents archived;

    LogTable(Database database, EventReader reader, LogCheck check) {
        this.check = check;
        this.journal = database;
        this.archived = new ArchivedEvents(database);
        this.database = database.pool();
        this.reader = reader;
        this.sql = new LogSql(database);
        this.corrections = new CorrectionTable(this.database);
    }

    /**
     * Returns the events after a place, read as all corrections ask, in order, at most so many, and fewer where they
     * are large.
     */
    LogPage read(LogPlace after, int limit) {
        LogPage page = LogPage.read(
                limit, (last, most) -> chunk(last.map(LogEntry::place).orElse(after), most));
        page = corrected(checked(after, page));
        reader.fetchKeys(page.entries().stream()
                .filter(entry -> !entry.isDeleted())
                .map(LogEntry::stored)
                .toList());
        return page;
    }

    private LogPage checked(LogPlace after, LogPage page) {
        Map<LogPlace, String> problems = check.problems(journal.index(), after, page.entries());
        return problems.isEmpty()
                ? page
                : page.with(entry ->
                        problems.containsKey(entry.place()) ? entry.withProblem(problems.get(entry.place())) : entry);
    }

    private LogPage corrected(LogPage page) {
        Set<StreamId> streams = page.entries().stream().map(LogEntry::stream).collect(Collectors.toSet());
        if (streams.isEmpty()) {
            return page;
        }
        Map<StreamId, Corrections> corrected =
                corrections.among(streams).stream().collect(Collectors.toMap(Function.identity(), corrections::of));
        return page.with(entry -> corrected.containsKey(entry.stream()) || entry.isCorrection()
                ? entry.with(corrected.getOrDefault(entry.stream(), Corrections.NONE))
                : entry);
    }

    private List<LogEntry> chunk(LogPlace after, int limit) {
        return whole(query(sql.chunkSql(limit), select -> sql.bindPlace(select, 1, after), this::entry));
    }

    /** After the query, whose connection must not be held for as long as a segment is read. */
    private List<LogEntry> whole(List<LogEntry> entries) {
        Map<StreamId, Long> deletedTo = new HashMap<>();
        return entries.stream()
                .map(entry -> whole(entry, stream -> deletedTo.computeIfAbsent(stream, archived::deletedTo)))
                .toList();
    }

    /** Who does not want an event need not know that it was deleted, so that nothing fails before it is looked into. */
    private LogEntry whole(LogEntry entry, ToLongFunction<StreamId> deletedTo) {
        return archived.deletion(entry.entry(), deletedTo)
                .map(entry::deleted)
                .orElseGet(() -> entry.with(archived.whole(entry.entry())));
    }

    /** Returns the hashes of the events after a place, in order, at most so many. */
    List<LogHash> hashes(LogPlace after, int limit) {
        return query(sql.hashesSql(limit), select -> sql.bindPlace(select, 1, after), LogTable::hash);
    }

    private static LogHash hash(ResultSet row) throws SQLException {
        byte[] kept = row.getBytes(5);
        String name = row.getString(1);
        return new LogHash(
                LogSql.place(row, 6),
                JournalKey.find(name)
                        .orElseThrow(() -> new MalformedException("", name + " is not the name of a stream")),
                row.getLong(2),
                Base64.getEncoder().encodeToString(kept == null ? stored(row).hash() : kept));
    }

    /** Returns the whole rows of the events after a place, in order, at most so many, fewer where they are large. */
    List<LogRow> rows(LogPlace after, int limit) {
        return rows(after, limit, this::whole);
    }

    /**
     * Returns the rows of the events after a place as they lie in the table, in order, at most so many, fewer where
     * they are large: those of archived events have the places of the bytes, and not the bytes.
     */
    List<LogRow> rowsAsTheyLie(LogPlace after, int limit) {
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
        while (hasMore && rows.size() < limit && size < LogPage.MOST_BYTES) {
            LogPlace last = rows.isEmpty() ? after : rows.getLast().place();
            int most = Math.min(LogPage.CHUNK, limit - rows.size());
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

    /**
     * Returns the events of one stream after a version, read as all corrections ask, in order, at most so many, and
     * fewer where they are large.
     */
    LogPage readStream(StreamId stream, long afterVersion, int limit) {
        return corrected(LogPage.read(
                limit, (last, most) -> chunk(stream, last.map(LogEntry::version).orElse(afterVersion), most)));
    }

    /** Reads the event before the first one too, so that each is known with the one before it. */
    private List<LogEntry> chunk(StreamId stream, long afterVersion, int limit) {
        var links = new Links(stream);
        return whole(query(
                        "SELECT " + sql.columns()
                                + " FROM event_journal WHERE persistence_id = ? AND sequence_number >= ? AND "
                                + sql.isSettled() + " ORDER BY persistence_id, sequence_number LIMIT ?",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, afterVersion);
                            select.setInt(3, afterVersion < 1 ? limit : limit + 1);
                        },
                        row -> entry(row, links.next(row.getLong(2), stored(row))))
                .stream()
                .filter(entry -> entry.version() > afterVersion)
                .limit(limit)
                .toList());
    }

    /** Returns the version of the last event that a stream has up to a place, 0 if it has none. */
    long versionAt(StreamId stream, LogPlace place) {
        return query(
                        "SELECT COALESCE(MAX(sequence_number), 0) FROM event_journal WHERE persistence_id = ? AND NOT ("
                                + sql.isAfter() + ")",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            sql.bindPlace(select, 2, place);
                        },
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Returns the streams of these types that have corrections. */
    List<StreamId> corrected(Set<String> types) {
        return corrections.streams().stream()
                .filter(stream -> types.contains(stream.type()))
                .toList();
    }

    /** Returns all corrections of a stream. */
    Corrections corrections(StreamId stream) {
        return corrections.of(stream);
    }

    /** Returns where an event stands, if it is stored; readers may still have to wait for it. */
    Optional<LogPlace> placeOf(StreamId stream, long version) {
        return query(
                        "SELECT " + sql.place()
                                + " FROM event_journal WHERE persistence_id = ? AND sequence_number = ?",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, version);
                        },
                        row -> LogSql.place(row, 1))
                .stream()
                .findFirst();
    }

    /** Returns where events stand, those that are stored; readers may still have to wait for them. */
    Map<EventId, LogPlace> placesOf(Collection<EventId> events) {
        var places = new HashMap<EventId, LogPlace>();
        query(
                sql.placesSql(),
                select -> {
                    select.setArray(1, array(select, "varchar", events, event -> JournalKey.of(event.stream())));
                    select.setArray(2, array(select, "bigint", events, EventId::version));
                },
                row -> places.put(
                        EventId.of(JournalKey.stream(row.getString(1)), row.getLong(2)), LogSql.place(row, 3)));
        return places;
    }

    private static Array array(
            PreparedStatement select, String type, Collection<EventId> events, Function<EventId, Object> element)
            throws SQLException {
        return select.getConnection()
                .createArrayOf(type, events.stream().map(element).toArray());
    }

    /** Returns the place of the last event that readers can see. */
    LogPlace head() {
        return query(
                        "SELECT " + sql.place() + " FROM event_journal WHERE " + sql.isSettled() + " ORDER BY "
                                + sql.order(" DESC") + " LIMIT 1",
                        _ -> {},
                        row -> LogSql.place(row, 1))
                .stream()
                .findFirst()
                .orElse(LogPlace.START);
    }

    /**
     * Returns the number of the oldest transaction that is still open, if a younger one has ended: no reader sees the
     * events of that one yet. Where the log has one writer, there is none.
     */
    Optional<Long> oldestOpenTransaction() {
        return switch (journal.kind()) {
            case H2 -> Optional.empty();
            case POSTGRESQL ->
                query(
                                "SELECT pg_snapshot_xmin(now)::text::bigint FROM pg_current_snapshot() AS now"
                                        + " WHERE pg_snapshot_xmin(now) < pg_snapshot_xmax(now)",
                                _ -> {},
                                row -> row.getLong(1))
                        .stream()
                        .findFirst();
        };
    }

    /** Returns the version up to which the events of a stream were deleted from the archive, 0 if none were. */
    long deletedTo(StreamId stream) {
        return archived.deletedTo(stream);
    }

    /** Returns when an event was recorded, as its row tells, if there is one. */
    Optional<Instant> recordedAt(StreamId stream, long version) {
        return query(
                        "SELECT write_timestamp FROM event_journal WHERE persistence_id = ? AND sequence_number = ?",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, version);
                        },
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .stream()
                .findFirst();
    }

    /** Returns the stream types of which events were deleted from the archive. */
    Set<String> deletedTypes() {
        return new DeletionTable(journal).types();
    }

    /** Returns how far a reader that has come to a place is behind. */
    Lag lag(LogPlace reached, Instant now) {
        long events = query(
                        "SELECT COUNT(*) FROM (" + sql.countedSql() + ") behind",
                        select -> sql.bindPlace(select, 1, reached),
                        row -> row.getLong(1))
                .getFirst();
        if (events == 0) {
            return new Lag(0, Duration.ZERO);
        }
        Duration time = Duration.between(stored(reached), now);
        return new Lag(
                events < LogSql.MOST_COUNTED ? events : Math.max(events, head().ordering() - reached.ordering()),
                time.isNegative() ? Duration.ZERO : time);
    }

    /** Returns when the first event after a place was stored. */
    private Instant stored(LogPlace reached) {
        return query(
                        "SELECT write_timestamp FROM event_journal WHERE " + sql.isAfter() + " ORDER BY "
                                + sql.order("") + " LIMIT 1",
                        select -> sql.bindPlace(select, 1, reached),
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .getFirst();
    }

    private LogEntry entry(ResultSet row) throws SQLException {
        StreamId stream = JournalKey.stream(row.getString(1));
        long version = row.getLong(2);
        Before before = version == 1 ? Before.first(stream) : Before.Unknown.INSTANCE;
        return entry(row, new JournalEntry(stream, version, stored(row), before));
    }

    private LogEntry entry(ResultSet row, JournalEntry entry) throws SQLException {
        if (entry.stream().type().equals(SubjectRules.NAME)) {
            reader.noteErasure(); // before who reads this entry goes on to others
        }
        return new LogEntry(journal.index(), LogSql.place(row, 6), entry, reader);
    }

    private static StoredEvent stored(ResultSet row) throws SQLException {
        return StoredEvent.found(row.getString(3), row.getBytes(4), row.getBytes(5));
    }

    private <T> List<T> query(String text, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(text, binding, mapping).from(database);
    }

    int erasures() {
        return reader.erasures();
    }

    LogSql sql() {
        return sql;
    }

    /** Returns the index of the journal, from 0. */
    int index() {
        return journal.index();
    }

    String ofThis(String name) {
        return journal.ofThis(name);
    }

    @Override
    public String toString() {
        return "The log" + (journal.index() == 0 ? "" : " of journal " + (journal.index() + 1));
    }
}
