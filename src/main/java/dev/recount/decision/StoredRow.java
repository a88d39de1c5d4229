package dev.recount.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form in which the row of a rejection is hashed: what is null is left out, so that columns may be added. */
final class StoredRow {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

    private static final List<String> TEXTS = List.of(
            "command_id",
            "command_name",
            "command_data",
            "reason",
            "message",
            "metadata",
            "principal",
            "correlation",
            "causation",
            "rules");

    private static final List<String> NUMBERS = List.of("stream_version", "command_revision");

    private StoredRow() {}

    /** Returns all of a row but its number, its stream, and when it was recorded, with the names in order. */
    static String content(ResultSet row) throws SQLException {
        var fields = new TreeMap<String, Object>();
        for (String column : TEXTS) {
            put(fields, column, row.getString(column), row);
        }
        for (String column : NUMBERS) {
            put(fields, column, row.getLong(column), row);
        }
        fields.put("time", StoredRejection.text(time(row, "time")));
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException textsAlwaysCanBe) {
            throw new IllegalStateException(textsAlwaysCanBe);
        }
    }

    private static void put(SortedMap<String, Object> fields, String column, @Nullable Object value, ResultSet row)
            throws SQLException {
        if (value != null && !row.wasNull()) {
            fields.put(column, value);
        }
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
