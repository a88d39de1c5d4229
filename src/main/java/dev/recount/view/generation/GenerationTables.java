package dev.recount.view.generation;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import dev.recount.projection.Epoch;
import dev.recount.view.generation.Generation.Definition;
import dev.recount.view.query.Shape;
import dev.recount.view.table.RowMapping;
import dev.recount.view.table.RowTable;
import dev.recount.view.table.TableNames;
import dev.recount.view.table.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of generations, from when they are made until they are dropped, and the names under which SQL sees those
 * of the live one.
 *
 * <p>Every method blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class GenerationTables {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationTables.class);

    private final Transactions database;
    private final DatabaseKind kind;
    private final TableSchema schema;

    public GenerationTables(Database database) {
        this.database = database.schemaChanges("the tables of a view cannot be kept");
        this.kind = database.kind();
        this.schema = new TableSchema(kind);
    }

    /**
     * Makes the tables of a generation that has not begun, and returns them; those of one that has begun are never made
     * anew.
     */
    public <R> RowTable<R> open(Generation generation, RowMapping<R> mapping) {
        return database.run(statements -> {
            Definition definition = generation.definition();
            if (generation.offset().position(statements).equals(Position.START)) {
                schema.create(statements.connection(), generation.names(), definition.shape(), definition.indexes());
            }
            return new RowTable<>(generation.names(), mapping, kind);
        });
    }

    /**
     * Makes room for texts that are longer than the indexes of a generation's tables can hold.
     *
     * @return whether there was none before
     */
    public boolean makeRoom(Generation generation) {
        Definition definition = generation.definition();
        boolean made = database.run(statements ->
                schema.makeRoom(statements, generation.names(), definition.shape(), definition.indexes()));
        if (made) {
            LOG.info(
                    "The view {} has texts that are too long for a sorted index: its rows are found by their hashes from"
                            + " now on",
                    generation.view());
        }
        return made;
    }

    /**
     * Drops a generation, unless it is live. It is forgotten before its tables go, as not every database drops tables
     * in a transaction; what is left of it after a kill goes with the next sweep.
     *
     * @return whether it was dropped
     */
    public boolean drop(Generation generation) {
        int forgotten = database.run(statements ->
                statements.update("""
                UPDATE view_generation SET dropped = TRUE WHERE view_name = ? AND generation = ?
                    AND NOT EXISTS (SELECT 1 FROM view_state WHERE view_name = ? AND live_generation = ?)""", generation.view(), generation.number(), generation.view(), generation.number()));
        if (forgotten == 0) {
            return false;
        }
        sweep(generation.view());
        return true;
    }

    /** Drops the tables of what is forgotten; what somebody still uses goes another time. */
    public void sweep(String view) {
        List<Integer> forgotten = database.run(statements -> statements.select(
                "SELECT generation FROM view_generation WHERE view_name = ? AND dropped", row -> row.getInt(1), view));
        for (int number : forgotten) {
            try {
                database.run(statements -> {
                    remove(statements, view, number);
                    return number;
                });
            } catch (DatabaseException inUse) {
                LOG.warn(
                        "The tables of generation {} of the view {} stay for now: {}",
                        number,
                        view,
                        inUse.getMessage());
            }
        }
    }

    private void remove(Statements statements, String view, int number) throws SQLException {
        schema.drop(statements.connection(), TableNames.of(view, number));
        statements.update("DELETE FROM view_generation WHERE view_name = ? AND generation = ?", view, number);
        PastsToCorrect.clear(statements, view, number);
        Generation.offset(view, number).forget(statements);
        Epoch.forget(statements, Generation.projection(view, number));
    }

    /**
     * Lets SQL's names for the view stand for this generation.
     *
     * @return whether they do; not where somebody uses them, in a transaction without end or in a view of other columns
     */
    public boolean publish(Generation generation) {
        Shape shape = generation.definition().shape();
        boolean stand = attempted(generation, connection -> schema.replace(connection, generation.names(), shape))
                || attempted(generation, connection -> schema.publish(connection, generation.names(), shape));
        return stand
                && (shape.history()
                        || attempted(generation, connection -> schema.withdrawHistory(connection, generation.names())));
    }

    @FunctionalInterface
    private interface Step {
        void run(Connection connection) throws SQLException;
    }

    private boolean attempted(Generation generation, Step step) {
        try {
            return database.run(statements -> {
                step.run(statements.connection());
                return true;
            });
        } catch (DatabaseException refused) {
            LOG.debug("{} refused", generation, refused);
            return false;
        }
    }
}
