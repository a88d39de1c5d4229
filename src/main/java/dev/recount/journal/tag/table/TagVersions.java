package dev.recount.journal.tag.table;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The versions of tags, each of which grows by one with each event of the tag. */
final class TagVersions {

    static final String SELECT = "SELECT tag, version FROM"
            + " (SELECT asked_tag FROM UNNEST(CAST(? AS VARCHAR ARRAY)) AS asked(asked_tag)) asked"
            + " JOIN tag_version ON tag = asked_tag";

    private static final String UNUSED = "NOT EXISTS (SELECT 1 FROM event_tag WHERE event_tag.tag = tag_version.tag)";

    private static final int MOST_REMOVED = 10_000;

    private final String raise;

    TagVersions(DatabaseKind kind) {
        this.raise = switch (kind) {
            case H2 ->
                "MERGE INTO tag_version USING (SELECT CAST(? AS VARCHAR) AS t, CAST(? AS BIGINT) AS n) given"
                        + " ON tag_version.tag = given.t WHEN MATCHED THEN UPDATE SET version = version + given.n"
                        + " WHEN NOT MATCHED THEN INSERT (tag, version) VALUES (given.t, given.n)";
            case POSTGRESQL ->
                "INSERT INTO tag_version (tag, version) VALUES (?, ?)"
                        + " ON CONFLICT (tag) DO UPDATE SET version = tag_version.version + EXCLUDED.version";
        };
    }

    /**
     * Raises versions by so much each, and keeps them as they are until the transaction ends; also those that are
     * raised by nothing, and those of tags that no event has yet.
     */
    void raise(Connection connection, SortedMap<String, Long> raises) throws SQLException {
        // Every writer takes them in this order, so that no two of them wait for each other.
        try (PreparedStatement statement = connection.prepareStatement(raise)) {
            for (Map.Entry<String, Long> tag : raises.entrySet()) {
                statement.setString(1, tag.getKey());
                statement.setLong(2, tag.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Removes some tags that no event has, and returns how many were looked at. They are locked before it is looked
     * whether they are still without events: a transaction that raises one at the moment brings an event, too.
     */
    static int removeUnused(Statements statements) throws SQLException {
        List<String> unused = statements.select(
                "SELECT tag FROM tag_version WHERE " + UNUSED + " ORDER BY tag LIMIT " + MOST_REMOVED + " FOR UPDATE",
                row -> row.getString(1));
        for (String tag : unused) {
            statements.update("DELETE FROM tag_version WHERE tag = ? AND " + UNUSED, tag);
        }
        return unused.size();
    }

    /** Returns the versions of tags; those that have none are left out. */
    static Map<String, Long> of(Statements statements, Collection<String> tags) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        statements.select(
                SELECT,
                row -> versions.put(row.getString(1), row.getLong(2)),
                statements.connection().createArrayOf("varchar", tags.toArray()));
        return versions;
    }
}
