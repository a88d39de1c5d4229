package dev.recount.journal.tag.table;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.model.StreamId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of the tags of events; every method blocks, and throws {@link dev.recount.database.sql.DatabaseException}
 * when the database does not answer.
 */
public final class TagTable {

    private static final String OF_TYPE = " persistence_id >= ? AND persistence_id < ?";

    private final Database database;
    private final TagPlaces places;
    private final Transactions transactions;

    public TagTable(Database database) {
        this.database = database;
        this.places = new TagPlaces(database.kind());
        this.transactions = new Transactions(database.pool(), "the tags of events cannot be kept");
    }

    /** Returns all definitions. */
    public List<TagDefinition> definitions() {
        return new Select<>(TagDefinition.SELECT, _ -> {}, TagDefinition::of).from(database.pool());
    }

    /**
     * Sees to it that events of a type are known to be tagged by a rule of this revision from now on.
     *
     * @param isAlone whether nobody else writes to the journal: there is nothing to be tagged then, if there is no such
     *     stream
     */
    public void define(String streamType, int revision, boolean isAlone) {
        transactions.run(statements -> {
            boolean isBuilt = isAlone && !JournalDatabase.hasEvents(statements, streamType);
            statements.update(
                    "UPDATE tag_definition SET revision = ?, is_built = ?, building = building + 1"
                            + " WHERE stream_type = ? AND revision <> ?",
                    revision,
                    isBuilt,
                    streamType,
                    revision);
            return statements.update(
                    switch (database.kind()) {
                        case H2 ->
                            "INSERT INTO tag_definition (stream_type, revision, is_built)"
                                    + " SELECT CAST(? AS VARCHAR), CAST(? AS INTEGER), CAST(? AS BOOLEAN) WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM tag_definition WHERE stream_type = ?)";
                        case POSTGRESQL ->
                            "INSERT INTO tag_definition (stream_type, revision, is_built) SELECT ?, ?, ? WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM tag_definition WHERE stream_type = ?) ON CONFLICT DO NOTHING";
                    },
                    streamType,
                    revision,
                    isBuilt,
                    streamType);
        });
    }

    /** Forgets that a type's events have tags, and those tags, which come first: who is stopped begins anew. */
    public void drop(String streamType) {
        long building = forget(streamType);
        transactions.run(statements -> statements.update(
                "DELETE FROM tag_definition WHERE stream_type = ? AND building = ?", streamType, building));
    }

    /**
     * Forgets the tags of a type's events, so that nothing is decided on them until they are built again: what an
     * earlier rule made a tag, such as what is personal data by now, is kept nowhere.
     *
     * @return the number of the building that begins; a node that was cut off before it can end none any more
     */
    public long forget(String streamType) {
        long building = transactions.run(statements -> {
            statements.update(
                    "UPDATE tag_definition SET is_built = FALSE, building = building + 1 WHERE stream_type = ?",
                    streamType);
            statements.update(
                    "DELETE FROM event_tag WHERE" + OF_TYPE,
                    JournalKey.beginning(streamType),
                    JournalKey.end(streamType));
            return statements
                    .select(
                            "SELECT building FROM tag_definition WHERE stream_type = ?",
                            row -> row.getLong(1),
                            streamType)
                    .stream()
                    .findFirst()
                    .orElse(0L);
        });
        boolean areLeft = true;
        while (areLeft) {
            areLeft = transactions.run(TagVersions::removeUnused) > 0;
        }
        return building;
    }

    /** Adds the tags of events of before, which nobody could find until now. */
    public void add(List<TagRow> rows) {
        transactions.run(statements -> {
            places.add(statements.connection(), rows);
            return true;
        });
    }

    /**
     * Notes that all events of before are tagged by the rule of this revision, if it is still that one.
     *
     * @param building the number of the building that has come to its end
     * @return whether it is, which it is not where another building has begun
     */
    public boolean built(String streamType, int revision, long building) {
        return transactions.run(statements -> statements.update(
                        "UPDATE tag_definition SET is_built = TRUE WHERE stream_type = ? AND revision = ? AND building = ?",
                        streamType,
                        revision,
                        building))
                == 1;
    }

    /** Returns the versions of tags; those that have none are left out. */
    public Map<String, Long> versions(Collection<String> tags) {
        return transactions.run(statements -> TagVersions.of(statements, tags));
    }

    /** Returns what is written of a stream: the tags of its events by their versions. */
    public SortedMap<Long, SortedSet<String>> of(StreamId stream) {
        var tags = new TreeMap<Long, SortedSet<String>>();
        new Select<>(
                        "SELECT sequence_number, tag FROM event_tag WHERE persistence_id = ?",
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> tags.computeIfAbsent(row.getLong(1), _ -> new TreeSet<>())
                                .add(row.getString(2)))
                .from(database.pool());
        return tags;
    }

    /** A place that is written of a tag. */
    public record Place(String persistenceId, long version, String tag) {}

    /** Returns some of the places that are written of tags at which there is no event, at most so many. */
    public List<Place> withoutEvents(int most) {
        return new Select<>(
                        "SELECT persistence_id, sequence_number, tag FROM event_tag WHERE NOT EXISTS (SELECT 1 FROM event_journal"
                                + " WHERE event_journal.persistence_id = event_tag.persistence_id"
                                + " AND event_journal.sequence_number = event_tag.sequence_number)"
                                + " ORDER BY persistence_id, sequence_number, tag LIMIT ?",
                        select -> select.setInt(1, most),
                        row -> new Place(row.getString(1), row.getLong(2), row.getString(3)))
                .from(database.pool());
    }
}
