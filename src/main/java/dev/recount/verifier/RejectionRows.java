package dev.recount.verifier;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The rejections of a database, in the order of their numbers, as entries of a tree. */
final class RejectionRows implements AutoCloseable {

    private static final int FETCH = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private static final List<String> TEXTS = List.of(
            "causation",
            "command_data",
            "command_id",
            "command_name",
            "correlation",
            "message",
            "metadata",
            "principal",
            "reason",
            "rules");

    private final PreparedStatement select;
    private final ResultSet rows;

    RejectionRows(Connection connection) throws SQLException {
        this.select = connection.prepareStatement("SELECT * FROM rejection ORDER BY id");
        select.setFetchSize(FETCH);
        this.rows = select.executeQuery();
    }

    /** Returns when the one was recorded that was recorded first of those that are there. */
    static Optional<Instant> oldest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MIN(recorded) AS recorded FROM rejection");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.ofNullable(row.getObject("recorded", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant)
                    : Optional.empty();
        }
    }

    /** Returns the next one; nothing after the last. */
    Optional<RejectionEntry> next() throws SQLException {
        return rows.next()
                ? Optional.of(new RejectionEntry(
                        rows.getString("stream_type") + '/' + rows.getString("stream_id"),
                        rows.getLong("id"),
                        time("recorded"),
                        RejectionEntry.hash(content().getBytes(StandardCharsets.UTF_8))
                                .base64()))
                : Optional.empty();
    }

    private String time(String column) throws SQLException {
        return TIME.format(
                rows.getObject(column, OffsetDateTime.class).toInstant().atOffset(ZoneOffset.UTC));
    }

    private String content() throws SQLException {
        var fields = new TreeMap<String, Object>();
        for (String column : TEXTS) {
            String text = rows.getString(column);
            if (text != null) {
                fields.put(column, text);
            }
        }
        fields.put("command_revision", rows.getLong("command_revision"));
        long version = rows.getLong("stream_version");
        if (!rows.wasNull()) {
            fields.put("stream_version", version);
        }
        fields.put("time", time("time"));
        return CanonicalJson.of(fields);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        select.close();
    }
}
