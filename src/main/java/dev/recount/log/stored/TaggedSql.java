package dev.recount.log.stored;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query for the events that have tags, in the words of the log's database. Events of which readers of the log still
 * have to wait are among them: who decides on them is told by the versions of the tags if others come before them.
 *
 * @param text the query, with a parameter for each of the tags and then those of a place
 * @param tags the tags, in the order of the parameters
 */
public record TaggedSql(String text, List<String> tags) {

    /** Returns the query for the events after a place that have all tags of one of these sets, in the log's order. */
    public static TaggedSql of(LogSql sql, List<? extends Collection<String>> sets, int limit) {
        String places = sets.stream().map(TaggedSql::places).collect(Collectors.joining(" UNION "));
        return new TaggedSql(
                "SELECT " + sql.columns() + " FROM (SELECT DISTINCT tagged_id, tagged_version FROM (" + places
                        + ") each_tagged) tagged JOIN event_journal"
                        + " ON persistence_id = tagged_id AND sequence_number = tagged_version WHERE " + sql.isAfter()
                        + " ORDER BY " + sql.order("") + LogSql.limit(limit),
                sets.stream().<String>flatMap(Collection::stream).toList());
    }

    private static String places(Collection<String> tags) {
        return tags.stream()
                .map(_ -> "SELECT persistence_id AS tagged_id, sequence_number AS tagged_version FROM event_tag"
                        + " WHERE tag = ?")
                .collect(Collectors.joining(" INTERSECT ", "(", ")"));
    }
}
