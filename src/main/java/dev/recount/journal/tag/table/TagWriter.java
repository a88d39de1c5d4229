package dev.recount.journal.tag.table;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.journal.tag.TagCondition;
import dev.recount.journal.tag.Tagged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The tags of events, as one transaction writes them together with the events.
 *
 * <p>The versions of all tags are raised in one order, whatever the order of the events, and stay locked until the
 * transaction ends: so conditions are checked on what nobody else changes, and no two transactions wait for each other.
 */
public final class TagWriter {

    private final DatabaseKind kind;
    private final TagVersions versions;
    private final TagPlaces places;

    public TagWriter(DatabaseKind kind) {
        this.kind = kind;
        this.versions = new TagVersions(kind);
        this.places = new TagPlaces(kind);
    }

    /** The row of one event, with all tags of which it is news. */
    private record News(TagRow row, SortedSet<String> tags) {

        Optional<TagCondition> condition() {
            return row.tagged().condition();
        }
    }

    /**
     * Writes tags into an open transaction, of which those of events that are stored together come in their order.
     *
     * @throws BoundaryChangedException if the condition of one of them does not hold
     */
    public void write(Statements statements, List<TagRow> rows) throws SQLException {
        var all = new ArrayList<News>();
        for (TagRow row : rows) {
            all.add(new News(row, news(statements, row)));
        }
        var raises = new TreeMap<String, Long>();
        for (News each : all) {
            each.condition().ifPresent(condition -> condition.tags().forEach(tag -> raises.putIfAbsent(tag, 0L)));
            each.tags.forEach(tag -> raises.merge(tag, 1L, Long::sum));
        }
        boolean isConditional = all.stream().anyMatch(each -> each.condition().isPresent());
        if (isConditional) {
            requireBuildings(statements, all);
        }
        versions.raise(statements.connection(), raises);
        if (isConditional) {
            requireConditions(all, before(statements, raises));
        }
        places.add(statements.connection(), rows);
    }

    /** A correction is news of all that its stream has ever been found by. */
    private static SortedSet<String> news(Statements statements, TagRow row) throws SQLException {
        Tagged tagged = row.tagged();
        SortedSet<String> tags = tagged.all();
        if (tagged.isCorrection()) {
            tags.addAll(statements.select(
                    "SELECT DISTINCT tag FROM event_tag WHERE persistence_id = ?",
                    found -> found.getString(1),
                    row.persistenceId()));
        }
        return tags;
    }

    /** Held as they are until the transaction ends, so that none begins to be tagged otherwise before it is over. */
    private void requireBuildings(Statements statements, List<News> all) throws SQLException {
        String lock = switch (kind) {
            case H2 -> " FOR UPDATE"; // it knows no other locks, and has one writer
            case POSTGRESQL -> " FOR SHARE";
        };
        Map<String, Long> built = new HashMap<>();
        statements.select(TagDefinition.SELECT + lock, TagDefinition::of).stream()
                .filter(TagDefinition::isBuilt)
                .forEach(each -> built.put(each.streamType(), each.building()));
        for (News each : all) {
            if (each.condition()
                    .filter(condition ->
                            !built.entrySet().containsAll(condition.buildings().entrySet()))
                    .isPresent()) {
                throw new BoundaryChangedException();
            }
        }
    }

    private static Map<String, Long> before(Statements statements, Map<String, Long> raises) throws SQLException {
        Map<String, Long> before = TagVersions.of(statements, raises.keySet());
        raises.forEach((tag, raised) -> before.merge(tag, -raised, Long::sum));
        return before;
    }

    /** Events that come with one transaction come one after another as well. */
    private static void requireConditions(List<News> all, Map<String, Long> versions) {
        for (News each : all) {
            if (each.condition()
                    .filter(condition -> !condition.holds(tag -> versions.getOrDefault(tag, 0L)))
                    .isPresent()) {
                throw new BoundaryChangedException();
            }
            each.tags.forEach(tag -> versions.merge(tag, 1L, Long::sum));
        }
    }
}
