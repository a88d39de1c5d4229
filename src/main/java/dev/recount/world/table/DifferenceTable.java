package dev.recount.world.table;

import dev.recount.database.sql.Statements;
import dev.recount.database.sql.StorableText;
import dev.recount.model.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of a world's differences, numbered from 1 in the order in which they were found. */
public final class DifferenceTable {

    private final String table;

    public DifferenceTable(WorldSchema schema) {
        this.table = schema.differences();
    }

    /**
     * A difference on its way to the table.
     *
     * @param change the kind of difference
     * @param body all of it, as JSON
     */
    public record Row(long number, StreamId stream, String command, String change, String body) {}

    /**
     * A choice among the differences.
     *
     * @param type the one stream type, if not all
     * @param id the one stream's id, if not all
     * @param command the one command, if not all
     * @param change the one kind, if not all
     */
    public record Choice(
            Optional<String> type, Optional<String> id, Optional<String> command, Optional<String> change) {}

    /** A difference as it was found in the table. */
    public record Found(long number, String body) {}

    /** Writes differences. */
    public void write(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setLong(1, row.number);
                insert.setString(2, row.stream.type());
                insert.setString(3, row.stream.id());
                insert.setString(4, StorableText.of(row.command));
                insert.setString(5, row.change);
                insert.setString(6, row.body);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Returns the differences of a choice after a number, at most so many. */
    public List<Found> after(Statements statements, Choice choice, long number, int limit) throws SQLException {
        var sql = new StringBuilder("SELECT number, body FROM " + table + " WHERE number > ?");
        var values = new ArrayList<Object>(List.of(number));
        add(sql, values, "stream_type", choice.type);
        add(sql, values, "stream_id", choice.id);
        add(sql, values, "command", choice.command);
        add(sql, values, "change", choice.change);
        values.add(limit);
        return statements.select(
                sql.append(" ORDER BY number LIMIT ?").toString(),
                row -> new Found(row.getLong(1), row.getString(2)),
                values.toArray());
    }

    private static void add(StringBuilder sql, List<Object> values, String column, Optional<String> value) {
        value.ifPresent(chosen -> {
            sql.append(" AND ").append(column).append(" = ?");
            values.add(chosen);
        });
    }
}
