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
import dev.recount.log.position.LogPlace;
import dev.recount.log.stored.LogPlaces;
import dev.recount.log.stored.LogRows;
import dev.recount.log.stored.LogSource;
import dev.recount.log.stored.LogSql;
import dev.recount.log.stored.TaggedSql;
import dev.recount.model.StreamId;
import dev.recount.privacy.subject.SubjectRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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

    private final int index;
    private final LogSource source;
    private final Database journal;
    private final DataSource database;
    private final EventReader reader;
    private final LogSql sql;
    private final LogRows rows;
    private final LogPlaces places;
    private final CorrectionTable corrections;
    private final LogCheck check;
    private final ArchivedEvents archived;

    /**
     * Reads from one table.
     *
     * @param index the index of the log among all that are read together, from 0
     * @param source which table it is
     */
    LogTable(Database database, int index, LogSource source, EventReader reader, LogCheck check) {
        this.index = index;
        this.source = source;
        this.check = check;
        this.journal = database;
        this.archived = new ArchivedEvents(database);
        this.database = database.pool();
        this.reader = reader;
        this.sql = new LogSql(database, source);
        this.rows = new LogRows(database, sql);
        this.places = new LogPlaces(database, sql);
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
        Map<LogPlace, String> problems = check.problems(index, after, page.entries());
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

    /**
     * Returns the events after a place that have all tags of one of these sets, read as all corrections ask, in order,
     * at most so many, and fewer where they are large: all that are stored, also such as readers of the log still have
     * to wait for.
     */
    LogPage readTagged(List<? extends Collection<String>> tags, LogPlace after, int limit) {
        LogPage page = corrected(LogPage.read(
                limit,
                (last, most) -> taggedChunk(tags, last.map(LogEntry::place).orElse(after), most)));
        reader.fetchKeys(page.entries().stream()
                .filter(entry -> !entry.isDeleted())
                .map(LogEntry::stored)
                .toList());
        return page;
    }

    private List<LogEntry> taggedChunk(List<? extends Collection<String>> tags, LogPlace after, int limit) {
        TaggedSql tagged = TaggedSql.of(sql, tags, limit);
        return whole(query(
                tagged.text(),
                select -> {
                    int parameter = 1;
                    for (String tag : tagged.tags()) {
                        select.setString(parameter++, tag);
                    }
                    sql.bindPlace(select, parameter, after);
                },
                this::entry));
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
                                + " FROM " + sql.table() + " WHERE persistence_id = ? AND sequence_number >= ? AND "
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

    /** Returns the version up to which the events of a stream were deleted from the archive, 0 if none were. */
    long deletedTo(StreamId stream) {
        return archived.deletedTo(stream);
    }

    /** Returns the stream types of which events were deleted from the archive. */
    Set<String> deletedTypes() {
        return new DeletionTable(journal).types();
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
        return new LogEntry(index, LogSql.place(row, 6), entry, reader);
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

    /** Returns the rows of this log. */
    LogRows rows() {
        return rows;
    }

    /** Returns the places of its events. */
    LogPlaces places() {
        return places;
    }

    /** Returns its index among those that are read together, from 0. */
    int index() {
        return index;
    }

    /** Returns the index of the journal, from 0. */
    int journal() {
        return journal.index();
    }

    String ofThis(String name) {
        return journal.ofThis(source == LogSource.STATES ? name + "-states" : name);
    }

    @Override
    public String toString() {
        return "The log" + (journal.index() == 0 ? "" : " of journal " + (journal.index() + 1));
    }
}
