package dev.recount.view.generation;

import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The streams whose rows are corrected as they are, but not yet as they were, in a generation whose rows keep their
 * past. Each method is part of a transaction.
 */
public final class PastsToCorrect {

    private PastsToCorrect() {}

    /** Notes that the past of a stream's rows is to be corrected. */
    public static void add(Statements statements, Generation generation, LateCorrections late) throws SQLException {
        statements.update(
                "INSERT INTO view_past (view_name, generation, stream_type, stream_id, first_version, last_version,"
                        + " position) VALUES (?, ?, ?, ?, ?, ?, ?)",
                generation.view(),
                generation.number(),
                late.stream().type(),
                late.stream().id(),
                late.first(),
                late.last(),
                late.position().toString());
    }

    /** Returns the corrections of those streams. */
    public static List<LateCorrections> all(Statements statements, Generation generation) throws SQLException {
        return statements.select(
                "SELECT stream_type, stream_id, first_version, last_version, position FROM view_past"
                        + " WHERE view_name = ? AND generation = ? ORDER BY stream_type, stream_id",
                PastsToCorrect::read,
                generation.view(),
                generation.number());
    }

    private static LateCorrections read(ResultSet row) throws SQLException {
        return new LateCorrections(
                new StreamId(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                Position.parse(row.getString(5)));
    }

    /** Returns the position of the first correction that the past of rows does not show, if there is one. */
    static Optional<Position> uncorrected(Statements statements, Generation generation) throws SQLException {
        return all(statements, generation).stream()
                .map(LateCorrections::position)
                .reduce((one, other) -> one.covers(other) ? other : one); // those of one batch are of one journal
    }

    /** Notes that the past of the rows of all streams is corrected. */
    public static void clear(Statements statements, Generation generation) throws SQLException {
        clear(statements, generation.view(), generation.number());
    }

    static void clear(Statements statements, String view, int number) throws SQLException {
        statements.update("DELETE FROM view_past WHERE view_name = ? AND generation = ?", view, number);
    }
}
