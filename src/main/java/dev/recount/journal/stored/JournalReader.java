package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.JournalPage;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Known;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.archived.DeletedEvents;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Reads the journals past the streams' actors; every method blocks, and throws {@link DatabaseException} when it cannot
 * read. Of a stream, its own journal alone is asked.
 *
 * <p>Only those events are returned that will outlive the process, see {@link Database#settled}.
 */
public final class JournalReader {

    private static final int NAMES = 256;

    private final PerJournal<JournalTable> tables;

    /** Reads the one journal over the connections that the readers of streams and the writer share. */
    public JournalReader(Database journal) {
        this(journal, journal.pool());
    }

    /** Reads the one journal over connections of its own. */
    JournalReader(Database journal, DataSource connections) {
        this.tables = PerJournal.one(new JournalTable(journal, connections));
    }

    /**
     * Reads all journals.
     *
     * @param connections over which connections each is read
     */
    public JournalReader(PerJournal<Database> journals, Function<Database, DataSource> connections) {
        this.tables = journals.map(journal -> new JournalTable(journal, connections.apply(journal)));
    }

    /**
     * Returns a stream's events from a version on, in order, at most so many, and fewer where they are large; read as
     * all corrections ask.
     */
    public JournalPage events(StreamId stream, long fromVersion, int limit) {
        return events(stream, fromVersion, limit, Known.Today.INSTANCE);
    }

    /**
     * Returns a stream's events from a version on, in order, at most so many, and fewer where they are large.
     *
     * @param known the corrections that are laid over
     */
    public JournalPage events(StreamId stream, long fromVersion, int limit, Known known) {
        JournalPage page = tables.of(stream).events(stream, fromVersion, limit);
        return with(corrections(stream).known(known), page); // read after the events, so that none of them is missing
    }

    /**
     * Returns a stream's events from a version on, in order, at most so many, and fewer where they are large.
     *
     * @param corrections the stream's corrections, as those ask that are laid over; a correction among the events that
     *     was recorded after these were read, cannot be read
     */
    public JournalPage events(StreamId stream, long fromVersion, int limit, Corrections corrections) {
        return with(corrections, tables.of(stream).events(stream, fromVersion, limit));
    }

    private static JournalPage with(Corrections corrections, JournalPage page) {
        return new JournalPage(
                page.entries().stream().map(entry -> entry.with(corrections)).toList(), page.atEnd());
    }

    /** Returns the corrections of a stream. */
    public Corrections corrections(StreamId stream) {
        return tables.of(stream).corrections(stream);
    }

    /** Returns the streams that have corrections. */
    public List<StreamId> corrected() {
        return tables.all().stream()
                .flatMap(table -> table.corrected().stream())
                .toList();
    }

    /** Returns the event of a version as it was recorded, if there is one. */
    public Optional<JournalEntry> event(StreamId stream, long version) {
        return tables.of(stream).event(stream, version);
    }

    /** Returns the events of a stream that were deleted for good; whoever asks for them fails. */
    public DeletedEvents deleted(StreamId stream) {
        return tables.of(stream).deleted(stream);
    }

    /** Returns the version of a stream's last event, 0 if it has none. */
    public long lastVersion(StreamId stream) {
        return tables.of(stream).lastVersion(stream);
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
        return tables.all().stream()
                .flatMap(table -> table.streams(type, prefix, after, limit).stream())
                .sorted() // as databases do: ids are letters that have one byte each
                .limit(limit)
                .toList();
    }

    /** Returns how many journals there are. */
    public int journals() {
        return tables.all().size();
    }

    /**
     * Goes round all streams of one journal that come after the given name, in order.
     *
     * @param index which journal, from 0 for the home one
     * @param after a name, or an empty text for the first
     * @param each is given the name of each as Pekko keeps it, which may be none of ours, see {@link JournalKey#find}
     */
    public void forEachName(int index, String after, Consumer<String> each) {
        JournalTable table = tables.all().get(index);
        List<String> page;
        String last = after;
        do {
            page = table.names(last, NAMES);
            for (String name : page) {
                each.accept(name);
                last = name;
            }
        } while (page.size() == NAMES);
    }

    /** Returns the names under which events are stored, each once, at the cost of reading those alone. */
    public List<String> storedNames() {
        var names = new TreeSet<String>();
        tables.all().forEach(table -> names.addAll(table.storedNames()));
        return List.copyOf(names);
    }

    /** Returns some of the first events that are stored under a name, at most so many of each journal. */
    public List<JournalEntry> sample(String storedName, int limit) {
        return tables.all().stream()
                .flatMap(table -> table.sample(storedName, limit).stream())
                .toList();
    }

    /** Returns how many events are stored under a name, for which the whole journal is read. */
    public long count(String storedName) {
        return tables.all().stream().mapToLong(table -> table.count(storedName)).sum();
    }
}
