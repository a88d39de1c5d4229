package dev.recount.world.table;

import dev.recount.database.sql.Statements;
import dev.recount.model.StreamId;
import dev.recount.replay.world.course.SavedCourse;
import dev.recount.replay.world.course.SavedStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The table of a world's streams. */
public final class StreamTable {

    private final String select;
    private final String delete;
    private final String insert;

    public StreamTable(WorldSchema schema) {
        this.select = "SELECT * FROM " + schema.streams() + " WHERE stream_type = ? AND stream_id = ?";
        this.delete = "DELETE FROM " + schema.streams() + " WHERE stream_type = ? AND stream_id = ?";
        this.insert = "INSERT INTO " + schema.streams() + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    /** Returns a stream, if the world has it. */
    public Optional<SavedStream> find(Statements statements, StreamId stream) throws SQLException {
        return statements.select(select, row -> read(stream, row), stream.type(), stream.id()).stream()
                .findFirst();
    }

    private static SavedStream read(StreamId stream, ResultSet row) throws SQLException {
        return new SavedStream(
                stream,
                course(row, "recorded"),
                course(row, "other"),
                BitSet.valueOf(row.getBytes("missing")),
                row.getLong("differences"),
                row.getLong("reacted_from"),
                row.getLong("shift"));
    }

    private static SavedCourse course(ResultSet row, String side) throws SQLException {
        return new SavedCourse(
                row.getLong(side + "_version"),
                Instant.parse(row.getString(side + "_time")),
                row.getString(side + "_hash"),
                Optional.ofNullable(row.getString(side + "_state")),
                row.getString(side + "_problem"));
    }

    /** Writes streams, in place of what was written of them before. */
    public void write(Connection connection, List<SavedStream> streams) throws SQLException {
        try (PreparedStatement deletes = connection.prepareStatement(delete);
                PreparedStatement inserts = connection.prepareStatement(insert)) {
            for (SavedStream stream : streams) {
                deletes.setString(1, stream.id().type());
                deletes.setString(2, stream.id().id());
                deletes.addBatch();
                inserts.setString(1, stream.id().type());
                inserts.setString(2, stream.id().id());
                bind(inserts, 3, stream.recorded());
                bind(inserts, 8, stream.other());
                inserts.setBytes(13, stream.missing().toByteArray());
                inserts.setLong(14, stream.differences());
                inserts.setLong(15, stream.reactedFrom());
                inserts.setLong(16, stream.shift());
                inserts.addBatch();
            }
            deletes.executeBatch();
            inserts.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, int first, SavedCourse course) throws SQLException {
        insert.setLong(first, course.version());
        insert.setString(first + 1, course.time().toString());
        insert.setString(first + 2, course.hash());
        insert.setString(first + 3, course.state().orElse(null));
        insert.setString(first + 4, course.problem());
    }
}
