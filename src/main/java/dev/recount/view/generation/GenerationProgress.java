package dev.recount.view.generation;

import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import java.sql.SQLException;
import java.util.Optional;

/** The steps of a generation, each as part of the transaction that changes its rows. */
public final class GenerationProgress {

    private GenerationProgress() {}

    /** Forgets what had stopped a generation, which goes on. */
    public static void goOn(Statements statements, Generation generation) throws SQLException {
        statements.update("""
                UPDATE view_generation SET failed_position = NULL, failed_event = NULL, failure = NULL
                WHERE view_name = ? AND generation = ?""", generation.view(), generation.number());
    }

    /** Notes that a correction has come too late for a generation, unless an earlier one has. */
    public static void comesTooLate(Statements statements, Generation generation, Position correction)
            throws SQLException {
        statements.update("""
                UPDATE view_generation SET uncorrected_position = ?
                WHERE view_name = ? AND generation = ? AND uncorrected_position IS NULL""", correction.toString(), generation.view(), generation.number());
    }

    /**
     * Returns the position of the first correction that has come too late for a generation.
     *
     * @param past whether the rows are asked about as they were
     */
    public static Optional<Position> uncorrected(Statements statements, Generation generation, boolean past)
            throws SQLException {
        Optional<Position> uncorrected = uncorrected(statements, generation);
        return uncorrected.isEmpty() && past ? PastsToCorrect.uncorrected(statements, generation) : uncorrected;
    }

    private static Optional<Position> uncorrected(Statements statements, Generation generation) throws SQLException {
        return statements
                .select(
                        "SELECT uncorrected_position FROM view_generation WHERE view_name = ? AND generation = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        generation.view(),
                        generation.number())
                .stream()
                .flatMap(Optional::stream)
                .map(Position::parse)
                .findFirst();
    }

    /**
     * Lets a generation that has caught up take the place of the live one, unless that has come further.
     *
     * @return whether it is live now
     */
    public static boolean switchTo(Statements statements, Generation generation, Position position)
            throws SQLException {
        Optional<Integer> live = statements
                .select(
                        "SELECT live_generation FROM view_state WHERE view_name = ? FOR UPDATE",
                        row -> Optional.ofNullable(row.getObject(1, Integer.class)),
                        generation.view())
                .getFirst();
        if (live.isPresent()
                && !position.covers(
                        Generation.offset(generation.view(), live.get()).heldPosition(statements))) {
            return false;
        }
        statements.update(
                "UPDATE view_state SET live_generation = ? WHERE view_name = ?",
                generation.number(),
                generation.view());
        return true;
    }
}
