package dev.recount.view.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.jdbc.DatabaseKind;
import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalException;
import dev.recount.journal.jdbc.Statements;
import dev.recount.journal.jdbc.Transactions;
import dev.recount.journal.log.Position;
import dev.recount.view.table.Generation.Definition;
import dev.recount.view.table.Generation.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generations of views, as the database keeps them: which there are, which one is live, how far each has come.
 *
 * <p>Every method blocks, and throws {@link JournalException} when the database does not answer.
 */
public final class Generations {

    private static final JsonMapper JSON = new JsonMapper();

    private final Transactions database;
    private final DatabaseKind kind;
    private final TableSchema tables;

    public Generations(JournalDatabase database) {
        this.database = new Transactions(database.pool(), "the state of a view cannot be kept");
        this.kind = database.kind();
        this.tables = new TableSchema(kind);
    }

    /**
     * What is kept of a view.
     *
     * @param live the number of the generation that answers queries, once one has caught up
     * @param paused whether it was told to pause
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

    private static State state(Statements statements, String view) throws SQLException {
        List<Generation> generations = statements.select("""
                SELECT generation, revision, definition, position, failed_position, failed_event, failure
                FROM view_generation WHERE view_name = ? ORDER BY generation""", row -> generation(view, row), view);
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
            throw new JournalException("the definition of a view cannot be read: " + json, unreadable);
        }
    }

    /** Adds a generation to be built, as the highest of its view. */
    public Generation add(String view, int rules, Definition definition) {
        return database.run(statements -> {
            int highest = statements
                    .select(
                            "SELECT COALESCE(MAX(generation), 0) FROM view_generation WHERE view_name = ?",
                            row -> row.getInt(1),
                            view)
                    .getFirst();
            var added = new Generation(view, highest + 1, rules, definition, Position.START, Optional.empty());
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

    /** Makes the tables of a generation, those of them that are not there. */
    public <R> RowTable<R> open(Generation generation, RowMapping<R> mapping) {
        return database.run(statements -> {
            Definition definition = generation.definition();
            tables.create(statements.connection(), generation.names(), definition.shape(), definition.indexes());
            return new RowTable<>(generation.names(), mapping, kind);
        });
    }

    /** Drops a generation that is not live any more. */
    public void drop(Generation generation) {
        database.run(statements -> {
            tables.drop(statements.connection(), generation.names());
            Object[] key = {generation.view(), generation.number()};
            statements.update("DELETE FROM view_generation WHERE view_name = ? AND generation = ?", key);
            return statements.update(
                    "DELETE FROM pekko_projection_offset_store WHERE projection_name = ? AND projection_key = ?",
                    generation.projectionName(),
                    Integer.toString(generation.number()));
        });
    }

    /** Lets SQL's names for the view stand for this generation. */
    public void publish(Generation generation) {
        database.run(statements -> {
            tables.publish(
                    statements.connection(),
                    generation.names(),
                    generation.definition().shape());
            return generation;
        });
    }

    /** Tells whether SQL's name for the view stands for one of its generations. */
    public boolean isPublished(String view) {
        return !database.run(statements -> statements.select(
                        "SELECT 1 FROM information_schema.views WHERE table_schema = ? AND table_name = ?",
                        row -> row.getInt(1),
                        TableNames.SCHEMA,
                        new TableNames(view, 0).published()))
                .isEmpty();
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

    /**
     * Moves a generation on, as part of the transaction that changes its rows.
     *
     * @throws SQLException if the generation is not where the batch begins: another instance moved it on
     */
    public void advance(Connection connection, Generation generation, Position from, Position to) throws SQLException {
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
    public boolean switchTo(Connection connection, Generation generation, Position position) throws SQLException {
        var statements = new Statements(connection);
        Optional<Integer> live = state(statements, generation.view()).live();
        if (live.isPresent()) {
            List<Position> reached = statements.select(
                    "SELECT position FROM view_generation WHERE view_name = ? AND generation = ? FOR UPDATE",
                    row -> Position.parse(row.getString(1)),
                    generation.view(),
                    live.get());
            if (reached.stream().anyMatch(other -> other.compareTo(position) > 0)) {
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
