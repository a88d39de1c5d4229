package dev.recount.journal.tag.table;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A stream type whose events have tags, and how far that has come.
 *
 * @param revision the revision of the rule by which its streams are tagged
 * @param building the number of the building of its tags that has begun last, and of the rule: each has another one
 * @param isBuilt whether the events of before have been tagged
 */
public record TagDefinition(String streamType, int revision, long building, boolean isBuilt) {

    static final String SELECT =
            "SELECT stream_type, revision, building, is_built FROM tag_definition ORDER BY stream_type";

    static TagDefinition of(ResultSet row) throws SQLException {
        return new TagDefinition(row.getString(1), row.getInt(2), row.getLong(3), row.getBoolean(4));
    }
}
