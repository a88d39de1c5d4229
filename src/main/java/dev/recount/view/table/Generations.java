package dev.recount.view.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import dev.recount.view.query.Shape;
import dev.recount.view.table.Generation.Definition;
import dev.recount.view.table.Generation.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of views, as the database keeps them: which there are, which one is live, how far each has come.
 *
 * <p>Every method blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class Generations {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private static final JsonMapper JSON = new JsonMapper();

    private final Transactions database;
    private final DatabaseKind kind;
    private final TableSchema tables;

    public Generations(Database database) {
        this.database = new Transactions(database.pool(), "the state of a view cannot be kept");
        this.kind = database.kind();
        this.tables = new TableSchema(kind);
    }

    /**
     * What is kept of a view.
     *
     * @param live the number of the generation that answers queries, once one has caught up
     * @param paused whether it was told to pause
     * @param generations those that are kept, the first one first
     */
    public record State(Optional<Integer> live, boolean paused, List<Generation> generations) {

        /** Returns the generation that answers queries, once one has caught up. */
        public Optional<Generation> liveGeneration() {
            return live.flatMap(number -> generations.stream()
                    .filter(generation -> generation.number() == number)
                    .findFirst());
        }
    }

    /** Makes sure that a view is known, and returns what is kept of it. */
    public State load(String view) {
        return database.run(statements -> {
            if (statements
                    .select("SELECT 1 FROM view_state WHERE view_name = ?", row -> row.getInt(1), view)
                    .isEmpty()) {
                statements.update("INSERT INTO view_state (view_name, paused) VALUES (?, FALSE)", view);
            }
            return state(statements, view);
        });
    }

    /** Returns what is kept of a view. */
    public State state(String view) {
        return database.run(statements -> state(statements, view));
    }

    /** Returns the generation of a view that answers queries, once one has caught up. */
    public Optional<Generation> live(String view) {
        return one(view, "s.live_generation", new Object[] {view});
    }

    /** Returns a generation of a view, if it has not been dropped. */
    public Optional<Generation> find(String view, int number) {
        return one(view, "?", new Object[] {number, view});
    }

    private Optional<Generation> one(String view, String number, Object[] parameters) {
        return database
                .run(statements -> statements.select("""
                SELECT g.generation, revision, definition, position, failed_position, failed_event, failure
                FROM view_state s JOIN view_generation g ON g.view_name = s.view_name AND g.generation = %s
                WHERE s.view_name = ? AND NOT dropped""".formatted(number), row -> generation(view, row), parameters))
                .stream()
                .findFirst();
    }

    private static State state(Statements statements, String view) throws SQLException {
        List<Generation> generations = statements.select("""
                SELECT generation, revision, definition, position, failed_position, failed_event, failure
                FROM view_generation WHERE view_name = ? AND NOT dropped ORDER BY generation""", row -> generation(view, row), view);
        return statements
                .select(
                        "SELECT live_generation, paused FROM view_state WHERE view_name = ?",
                        row -> new State(
                                Optional.ofNullable(row.getObject(1, Integer.class)), row.getBoolean(2), generations),
                        view)
                .stream()
                .findFirst()
                .orElseThrow(() -> new SQLException("the view " + view + " is not known"));
    }

    private static Generation generation(String view, ResultSet row) throws SQLException {
        return new Generation(
                view,
                row.getInt(1),
                row.getInt(2),
                definition(row.getString(3)),
                Position.parse(row.getString(4)),
                failure(row.getString(5), row.getString(6), row.getString(7)));
    }

    private static Optional<Failure> failure(@Nullable String position, @Nullable String event, @Nullable String text) {
        return position == null || event == null || text == null
                ? Optional.empty()
                : Optional.of(new Failure(Position.parse(position), event, text));
    }

    private static Definition definition(String json) {
        try {
            return JSON.readValue(json, Definition.class);
        } catch (JsonProcessingException unreadable) {
            throw new DatabaseException("the definition of a view cannot be read: " + json, unreadable);
        }
    }

    /** Adds a generation to be built, under a number that no other of its view has had. */
    public Generation add(String view, int rules, Definition definition) {
        return database.run(statements -> {
            statements.update("UPDATE view_state SET last_generation = last_generation + 1 WHERE view_name = ?", view);
            int number = statements
                    .select("SELECT last_generation FROM view_state WHERE view_name = ?", row -> row.getInt(1), view)
                    .getFirst();
            var added = new Generation(view, number, rules, definition, Position.START, Optional.empty());
            statements.update(
                    """
                    INSERT INTO view_generation (view_name, generation, revision, definition, position)
                    VALUES (?, ?, ?, ?, ?)""",
                    view,
                    added.number(),
                    rules,
                    json(definition),
                    added.position().toString());
            return added;
        });
    }

    private static String json(Definition definition) {
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Makes the tables of a generation that has not begun, and returns them; those of one that has begun are never made
     * anew.
     */
    public <R> RowTable<R> open(Generation generation, RowMapping<R> mapping) {
        return database.run(statements -> {
            Definition definition = generation.definition();
            if (generation.position().equals(Position.START)) {
                tables.create(statements.connection(), generation.names(), definition.shape(), definition.indexes());
            }
            return new RowTable<>(generation.names(), mapping, kind);
        });
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
        tables.drop(statements.connection(), new TableNames(view, number));
        statements.update("DELETE FROM view_generation WHERE view_name = ? AND generation = ?", view, number);
        statements.update(
                "DELETE FROM pekko_projection_offset_store WHERE projection_name = ? AND projection_key = ?",
                Generation.projectionName(view),
                Integer.toString(number));
    }

    /**
     * Lets SQL's names for the view stand for this generation.
     *
     * @return whether they do; not where somebody uses them, in a transaction without end or in a view of other columns
     */
    public boolean publish(Generation generation) {
        Shape shape = generation.definition().shape();
        boolean stand = attempted(generation, connection -> tables.replace(connection, generation.names(), shape))
                || attempted(generation, connection -> tables.publish(connection, generation.names(), shape));
        return stand
                && (shape.history()
                        || attempted(generation, connection -> tables.withdrawHistory(connection, generation.names())));
    }

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

    /** Keeps whether a view was told to pause. */
    public void pause(String view, boolean paused) {
        database.run(
                statements -> statements.update("UPDATE view_state SET paused = ? WHERE view_name = ?", paused, view));
    }

    /** Keeps what stopped a generation. */
    public void fail(Generation generation, Failure failure) {
        database.run(statements -> statements.update(
                """
                UPDATE view_generation SET failed_position = ?, failed_event = ?, failure = ?
                WHERE view_name = ? AND generation = ?""",
                failure.position().toString(),
                failure.event(),
                failure.message(),
                generation.view(),
                generation.number()));
    }
}
