package dev.recount.view.table;

import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How far a generation has come, as part of the transactions that change its rows. */
public final class GenerationProgress {

    private GenerationProgress() {}

    /**
     * Moves a generation on, as part of the transaction that changes its rows.
     *
     * @throws SQLException if the generation is not where the batch begins: another instance moved it on
     */
    public static void advance(Connection connection, Generation generation, Position from, Position to)
            throws SQLException {
        int moved = new Statements(connection)
                .update("""
                        UPDATE view_generation
                        SET position = ?, failed_position = NULL, failed_event = NULL, failure = NULL
                        WHERE view_name = ? AND generation = ? AND position = ?""", to.toString(), generation.view(), generation.number(), from.toString());
        if (moved != 1) {
            throw new SQLException(
                    "generation " + generation.number() + " of the view " + generation.view() + " is not at " + from);
        }
    }

    /**
     * Lets a generation that has caught up take the place of the live one, unless that has come further.
     *
     * @return whether it is live now
     */
    public static boolean switchTo(Connection connection, Generation generation, Position position)
            throws SQLException {
        var statements = new Statements(connection);
        Optional<Integer> live = statements
                .select(
                        "SELECT live_generation FROM view_state WHERE view_name = ? FOR UPDATE",
                        row -> Optional.ofNullable(row.getObject(1, Integer.class)),
                        generation.view())
                .getFirst();
        if (live.isPresent()) {
            List<Position> reached = statements.select(
                    "SELECT position FROM view_generation WHERE view_name = ? AND generation = ? FOR UPDATE",
                    row -> Position.parse(row.getString(1)),
                    generation.view(),
                    live.get());
            if (reached.stream().anyMatch(other -> !position.covers(other))) {
                return false;
            }
        }
        statements.update(
                "UPDATE view_state SET live_generation = ? WHERE view_name = ?",
                generation.number(),
                generation.view());
        return true;
    }
}
