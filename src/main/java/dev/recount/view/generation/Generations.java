package dev.recount.view.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import dev.recount.projection.Epoch;
import dev.recount.view.generation.Generation.Definition;
import dev.recount.view.generation.Generation.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generations of views, as the database keeps them: which there are, which one is live, how far each has come.
 *
 * <p>Every method blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class Generations {

    /** Nodes of before do not know of the subjects of columns, so that those are left out where there are none. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private static final String COLUMNS =
            "SELECT g.generation, revision, definition, known_position, uncorrected_position,"
                    + " failed_position, failed_event, failure";

    private final Transactions database;

    public Generations(Database database) {
        this.database = new Transactions(database.pool(), "the state of a view cannot be kept");
    }

    /**
     * The state of a view.
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

    /** Returns the names of all views of which something is kept, in their order. */
    public List<String> views() {
        return database.run(Generations::views);
    }

    private static List<String> views(Statements statements) throws SQLException {
        return statements.select("SELECT view_name FROM view_state ORDER BY view_name", row -> row.getString(1));
    }

    /** Returns what is kept of a view. */
    public State state(String view) {
        return database.run(statements -> state(statements, view));
    }

    /** Returns the generation of a view that answers queries, once one has caught up. */
    public Optional<Generation> live(String view) {
        return one(view, "s.live_generation", view);
    }

    /** Returns a generation of a view, if it has not been dropped. */
    public Optional<Generation> find(String view, int number) {
        return one(view, "?", number, view);
    }

    private Optional<Generation> one(String view, String number, Object... values) {
        return database.run(statements -> generations(statements, view, """
                FROM view_state s JOIN view_generation g ON g.view_name = s.view_name AND g.generation = %s
                WHERE s.view_name = ? AND NOT dropped""".formatted(number), values)).stream()
                .findFirst();
    }

    private static State state(Statements statements, String view) throws SQLException {
        List<Generation> generations = generations(
                statements,
                view,
                "FROM view_generation g WHERE view_name = ? AND NOT dropped ORDER BY generation",
                view);
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

    /** Returns those of all views that are kept and have begun. */
    static List<Generation> all(Statements statements) throws SQLException {
        var all = new ArrayList<Generation>();
        for (String view : views(statements)) {
            for (Generation generation : state(statements, view).generations()) {
                if (!generation.offset().position(statements).equals(Position.START)) {
                    all.add(generation);
                }
            }
        }
        return all;
    }

    private static List<Generation> generations(Statements statements, String view, String from, Object... values)
            throws SQLException {
        return statements.select(COLUMNS + " " + from, row -> generation(view, row), values);
    }

    private static Generation generation(String view, ResultSet row) throws SQLException {
        return new Generation(
                view,
                row.getInt(1),
                row.getInt(2),
                definition(row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(Position::parse).orElse(Position.START),
                Optional.ofNullable(row.getString(5)).map(Position::parse),
                failure(row.getString(6), row.getString(7), row.getString(8)));
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

    /**
     * Adds a generation to be built, under a number that no other of its view has had.
     *
     * @param known the position up to which it knows of all corrections
     */
    public Generation add(String view, int rules, Definition definition, Position known) {
        return database.run(statements -> {
            statements.update("UPDATE view_state SET last_generation = last_generation + 1 WHERE view_name = ?", view);
            int number = statements
                    .select("SELECT last_generation FROM view_state WHERE view_name = ?", row -> row.getInt(1), view)
                    .getFirst();
            statements.update(
                    "INSERT INTO view_generation (view_name, generation, revision, definition, known_position)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    view,
                    number,
                    rules,
                    json(definition),
                    known.toString());
            return new Generation(view, number, rules, definition, known, Optional.empty(), Optional.empty());
        });
    }

    private static String json(Definition definition) {
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException(defect);
        }
    }

    /** Returns the position of the log up to which a generation is built. */
    public Position position(Generation generation) {
        return database.run(generation.offset()::position);
    }

    /** Takes the building of a generation over from whoever has worked on it, who can save nothing any more. */
    public Epoch takeOver(Generation generation) {
        return database.run(statements -> Epoch.begin(statements, generation.projection()));
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
