package dev.recount.world;

import dev.recount.database.Database;
import dev.recount.model.StreamId;
import dev.recount.replay.world.course.SavedStream;
import dev.recount.view.query.Question;
import dev.recount.view.query.QuestionReader;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import dev.recount.view.search.RowDifferences;
import dev.recount.view.search.TableQueries;
import dev.recount.view.search.TableQueries.Tables;
import dev.recount.world.WorldException.Kind;
import dev.recount.world.rules.RuleBook;
import dev.recount.world.table.DifferenceTable;
import dev.recount.world.table.WorldRegistry;
import dev.recount.world.table.WorldRegistry.Entry;
import dev.recount.world.table.WorldSchema;
import dev.recount.world.table.WorldStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answers of all worlds that there are, whichever node computes them. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class WorldAnswers {

    private final WorldRegistry registry;
    private final WorldStore store;
    private final RuleBook rules;
    private final TableQueries queries;

    WorldAnswers(Database database, WorldStore store, RuleBook rules, int connections, Duration timeout) {
        this.registry = new WorldRegistry(database);
        this.store = store;
        this.rules = rules;
        this.queries = new TableQueries(database, "world-queries", connections, timeout);
    }

    /** Returns what is told of all worlds, the oldest first. */
    public List<String> all() {
        return registry.all().stream()
                .filter(entry -> !entry.unwanted())
                .map(Entry::told)
                .toList();
    }

    /** Returns what is told of a world, if there is one. */
    public Optional<String> find(long number) {
        return entry(number).map(Entry::told);
    }

    private Optional<Entry> entry(long number) {
        return registry.find(number).filter(entry -> !entry.unwanted());
    }

    /**
     * Returns the differences of a world, by a choice, after a number, at most so many; nothing if there is no world.
     */
    public Optional<List<DifferenceTable.Found>> differences(
            long number, DifferenceTable.Choice choice, long after, int limit) {
        return entry(number).map(_ -> store.differences(new WorldSchema(number), choice, after, limit));
    }

    /** Returns a stream of a world, if there is the world, and it has the stream. */
    public Optional<SavedStream> stream(long number, StreamId stream) {
        return entry(number).flatMap(_ -> store.stream(new WorldSchema(number), stream));
    }

    /**
     * Returns the tables of a view of a world, which may still be computed.
     *
     * @throws WorldException if the world has no such view, or its rules are no more
     */
    public Optional<WorldView> view(long number, String view) {
        return entry(number).map(entry -> WorldView.of(new WorldSchema(number), entry.told(), view, rules));
    }

    /**
     * Answers a question about the rows of a world's view.
     *
     * @throws dev.recount.view.query.UnfitQuestionException if it cannot be asked so
     */
    public ViewAnswer answer(WorldView view, Question question) {
        Tables tables = view.other();
        return queries.answer(
                tables, view.position(), new QuestionReader(tables.view(), tables.shape()).query(question));
    }

    /**
     * Returns the rows of a world's view that are others than on record, by their keys.
     *
     * @throws WorldException if the view is another one under the rules that are served, or not there
     * @throws dev.recount.view.query.UnfitQuestionException if it cannot be asked so
     */
    public RowDifferences difference(WorldView view, Question question) {
        Tables other = view.other();
        Tables recorded = view.recorded()
                .filter(served -> served.shape().key().equals(other.shape().key()))
                .filter(served -> RowDifferences.common(served, other)
                        .containsAll(other.shape().keyColumns()))
                .orElseThrow(() -> new WorldException(
                        Kind.UNFIT, "the rules that are served have no view " + other.view() + " of this key"));
        var shape =
                new Shape(RowDifferences.common(recorded, other), other.shape().key(), false, false);
        return queries.difference(recorded, other, new QuestionReader(other.view(), shape).query(question));
    }
}
