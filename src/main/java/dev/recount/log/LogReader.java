package dev.recount.log;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.position.Lag;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import dev.recount.log.stored.LogHash;
import dev.recount.log.stored.LogRow;
import dev.recount.log.stored.LogSource;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Reads the log from the databases; every method blocks, and throws {@link DatabaseException} when it cannot read. Of a
 * stream, its own journal alone is asked.
 *
 * <p>No event ever appears before one of its journal that has been returned. Events are read as all corrections ask
 * that are stored when they are read.
 */
public final class LogReader {

    private final PerJournal<LogTable> tables;
    private final ToIntFunction<StreamId> index;

    /** Reads the one journal, in which everything is ordered already. */
    public LogReader(Database database, Codecs codecs) {
        this(PerJournal.one(database), codecs);
    }

    /** Reads journals in each of which everything is ordered already. */
    public LogReader(PerJournal<Database> databases, Codecs codecs) {
        this(databases, codecs, LogCheck.NONE);
    }

    /**
     * Reads journals in each of which everything is ordered already.
     *
     * @param check what pages of the log are held against; an event of which it tells a problem is read as damaged
     */
    public LogReader(PerJournal<Database> databases, Codecs codecs, LogCheck check) {
        this.tables = databases.map(
                database -> new LogTable(database, database.index(), LogSource.EVENTS, codecs.reader(), check));
        this.index = stream -> tables.placement().of(stream);
    }

    private LogReader(List<LogTable> tables, ToIntFunction<StreamId> index) {
        this.tables = new PerJournal<>(tables);
        this.index = index;
    }

    /**
     * Reads journals as {@link #LogReader(PerJournal, Codecs, LogCheck)} does, and beside each, as if it were one more,
     * the latest states of its streams of which nothing else is kept. A stream is there whenever its state changes;
     * states that have been overwritten since are passed over.
     */
    public static LogReader withStates(PerJournal<Database> databases, Codecs codecs, LogCheck check) {
        int journals = databases.all().size();
        var tables = new ArrayList<LogTable>();
        for (LogSource source : LogSource.values()) {
            for (Database database : databases.all()) {
                boolean hasEvents = source == LogSource.EVENTS;
                tables.add(new LogTable(
                        database,
                        database.index() + (hasEvents ? 0 : journals),
                        source,
                        codecs.reader(),
                        hasEvents ? check : LogCheck.NONE));
            }
        }
        return new LogReader(tables, stream -> {
            boolean isState = codecs.find(stream.type())
                    .filter(codec -> codec.type().keepsStateAlone())
                    .isPresent();
            return databases.placement().of(stream) + (isState ? journals : 0);
        });
    }

    /** Returns how many erasures of persons are known of: what was read before the last one is to be read anew. */
    public int erasures() {
        return tables.all().getFirst().erasures();
    }

    PerJournal<LogTable> tables() {
        return tables;
    }

    /** Returns the index of the table in which a stream is. */
    int index(StreamId stream) {
        return index.applyAsInt(stream);
    }

    private LogTable table(StreamId stream) {
        return tables.all().get(index(stream));
    }

    private LogTable table(int journal) {
        return tables.all().get(journal);
    }

    /** Returns the events of a journal after a position, in order, at most so many, and fewer where they are large. */
    public LogPage read(int journal, Position after, int limit) {
        return table(journal).read(after.place(journal), limit);
    }

    /**
     * Returns the hashes of the events of a journal after a place, in order, at most so many.
     *
     * @throws dev.recount.json.MalformedException if one of them is of no stream
     */
    public List<LogHash> hashes(int journal, LogPlace after, int limit) {
        return table(journal).rows().hashes(after, limit);
    }

    /**
     * Returns the whole rows of the events of a journal after a place, in order, at most so many, and fewer where they
     * are large.
     */
    public List<LogRow> rows(int journal, LogPlace after, int limit) {
        return table(journal).rows().whole(after, limit);
    }

    /**
     * Returns the rows of the events of a journal after a place as {@link #rows} does, but as they lie in its table:
     * those of archived events have the places of the bytes, and not the bytes.
     */
    public List<LogRow> rowsAsTheyLie(int journal, LogPlace after, int limit) {
        return table(journal).rows().asTheyLie(after, limit);
    }

    /** Returns the events of one stream after a version, in order, at most so many, and fewer where they are large. */
    public LogPage readStream(StreamId stream, long afterVersion, int limit) {
        return table(stream).readStream(stream, afterVersion, limit);
    }

    /**
     * Returns the events of a journal after a position that have all tags of one of these sets, in order, at most so
     * many, and fewer where they are large; also such as readers of the log still have to wait for.
     */
    public LogPage readTagged(int journal, List<? extends Collection<String>> tags, Position after, int limit) {
        return table(journal).readTagged(tags, after.place(journal), limit);
    }

    /** Returns the version of the last event that a stream has up to a position, 0 if it has none. */
    public long versionAt(StreamId stream, Position position) {
        LogTable table = table(stream);
        return table.places().versionAt(stream, position.place(table.index()));
    }

    /** Returns the corrections of all streams of these types, of which those are laid over that are known. */
    public Map<StreamId, Corrections> corrections(Set<String> types, Knowledge known) {
        var all = new HashMap<StreamId, Corrections>();
        for (LogTable table : tables.all()) {
            for (StreamId stream : table.corrected(types)) {
                all.put(stream, table.corrections(stream).known(known.of(stream, this)));
            }
        }
        return all;
    }

    /** Returns the version of the last event of a stream that readers can see, 0 if there is none. */
    public long lastVersion(StreamId stream) {
        LogTable table = table(stream);
        return table.places().versionAt(stream, table.places().head());
    }

    /** Returns the version up to which the events of a stream were deleted from the archive, 0 if none were. */
    public long deletedTo(StreamId stream) {
        return table(stream).deletedTo(stream);
    }

    /** Returns when an event was recorded, as its row tells, if there is one. */
    public Optional<Instant> recordedAt(StreamId stream, long version) {
        return table(stream).places().recordedAt(stream, version);
    }

    /** Returns all corrections of a stream, also such as readers may still have to wait for. */
    public Corrections corrections(StreamId stream) {
        return table(stream).corrections(stream);
    }

    /** Returns where an event stands in its journal, if it is stored; readers may still have to wait for it. */
    public Optional<Position> positionOf(StreamId stream, long version) {
        LogTable table = table(stream);
        return table.places().of(stream, version).map(place -> Position.of(table.index(), place));
    }

    /**
     * Returns where events of a journal stand in it, by the names under which they are stored; those that are not
     * stored are left out, and for others readers may still have to wait.
     */
    public Map<EventId, LogPlace> placesOf(int journal, Collection<EventId> events) {
        return table(journal).places().of(events);
    }

    /** Returns the position of the last event of a journal that readers can see. */
    public Position head(int journal) {
        return Position.of(journal, table(journal).places().head());
    }

    /**
     * Returns the number of a journal's oldest transaction that is still open, if a younger one has ended: no reader
     * sees the events of that one yet. Where the log has one writer, there is none.
     */
    public Optional<Long> oldestOpenTransaction(int journal) {
        return table(journal).places().oldestOpenTransaction();
    }

    /**
     * Returns how far a reader of one journal that has come to a position is behind. Beside other journals, one that
     * cannot be read counts as nothing.
     */
    public Lag lag(int journal, Position position, Instant now) {
        try {
            return table(journal).places().lag(position.place(journal), now);
        } catch (DatabaseException away) {
            if (tables.all().size() == 1) {
                throw away;
            }
            return Lag.NONE;
        }
    }

    /** Returns how far a reader of all journals that has come to a position is behind, as for each. */
    public Lag lag(Position position, Instant now) {
        return IntStream.range(0, tables.all().size())
                .mapToObj(journal -> lag(journal, position, now))
                .reduce(Lag.NONE, Lag::plus);
    }
}
