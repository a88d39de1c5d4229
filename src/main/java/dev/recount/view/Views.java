package dev.recount.view;

import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalException;
import dev.recount.journal.log.Log;
import dev.recount.journal.log.Position;
import dev.recount.journal.projection.ProjectionSession;
import dev.recount.journal.projection.ProjectionSettings;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.table.Generation;
import dev.recount.view.table.Generations;
import dev.recount.view.table.TableQueries;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All read models of a server. */
public final class Views {

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);

    private static final int MOST_SWITCHES = 3;

    private final Map<String, RunningView<?>> views = new TreeMap<>();
    private final ViewParts parts;
    private final TableQueries queries;
    private final QueryThreads asking;

    /** How a query names the event that its answer must have seen. */
    public record Token(StreamId stream, long version) {}

    /** What became of a query. */
    public sealed interface Outcome {

        /** The view answered the query that was made for its columns. */
        record Answered(ViewQuery query, ViewAnswer answer) implements Outcome {}

        /** The view has never caught up with the log yet. */
        record NotBuilt() implements Outcome {}

        /** The view did not come to see the event that the query names in time. */
        record Behind() implements Outcome {}

        /** There is no such event. */
        record NoSuchEvent() implements Outcome {}
    }

    /** What views stand on; the executor runs what blocks. */
    public record Services(ActorSystem<?> system, JournalDatabase database, Log log, Executor executor, Clock clock) {}

    /**
     * Prepares the views; nothing runs yet.
     *
     * @throws DomainException if two have one name, or the row of one cannot be kept in a table
     */
    public Views(List<View<?>> definitions, Services services, ViewSettings settings, ProjectionSettings projections) {
        JournalDatabase database = services.database();
        this.parts = new ViewParts(
                services.system(),
                services.log(),
                ProjectionSession.openPool(database, projections.connections()),
                new Generations(database),
                services.executor(),
                settings,
                projections,
                services.clock());
        this.queries = new TableQueries(database, settings.connections(), settings.queryTimeout());
        this.asking = new QueryThreads(settings.connections(), settings.maxWaiting(), settings.queryTimeout());
        for (View<?> definition : definitions) {
            if (views.put(definition.name(), new RunningView<>(definition, parts)) != null) {
                throw new DomainException("the view " + definition.name() + " is defined twice");
            }
        }
    }

    /** Lets all views follow the log. */
    public void start() {
        views.values().forEach(RunningView::start);
    }

    /** Lets all views finish what they are at, and stop. */
    public void stop() {
        for (RunningView<?> view : views.values()) {
            try {
                view.halt();
            } catch (RuntimeException late) {
                LOG.error("{} does not stop", view, late);
            }
        }
        asking.close();
    }

    /** Returns the names of all views, in order. */
    public List<String> names() {
        return List.copyOf(views.keySet());
    }

    /** Returns the columns of a view, if there is such a view. */
    public Optional<Shape> shape(String view) {
        return Optional.ofNullable(views.get(view)).map(RunningView::shape);
    }

    /** Returns the number of queries that wait for their turn. */
    public int waitingQueries() {
        return asking.waiting();
    }

    /** Tells how a view is doing. */
    public CompletionStage<ViewStatus> status(String view) {
        return CompletableFuture.supplyAsync(() -> known(view).status(), parts.executor());
    }

    /** Lets a view stop to follow the log until it is resumed. */
    public CompletionStage<ViewStatus> pause(String view) {
        return told(view, RunningView::pause);
    }

    /** Lets a view go on after a pause, or try again the event that stopped it. */
    public CompletionStage<ViewStatus> resume(String view) {
        return told(view, RunningView::resume);
    }

    /** Builds a view anew beside the live generation, which answers until the new one has caught up. */
    public CompletionStage<ViewStatus> rebuild(String view) {
        return told(view, RunningView::rebuild);
    }

    private CompletionStage<ViewStatus> told(String view, Consumer<RunningView<?>> order) {
        return CompletableFuture.runAsync(() -> order.accept(known(view)), parts.executor())
                .thenCompose(_ -> status(view));
    }

    private RunningView<?> known(String view) {
        return Optional.ofNullable(views.get(view))
                .orElseThrow(() -> new IllegalArgumentException("there is no view " + view));
    }

    /**
     * Asks a view, once it has seen an event if one is named. Fails with a
     * {@link java.util.concurrent.RejectedExecutionException} when too many queries wait, and with a {@link JournalException} when the
     * database cannot answer.
     *
     * @param question makes the query, which it checks against the columns of the generation that will answer it
     */
    public CompletionStage<Outcome> query(String view, Optional<Token> after, Function<Shape, ViewQuery> question) {
        RunningView<?> asked = known(view);
        if (asked.live().isEmpty()) {
            return CompletableFuture.completedStage(new Outcome.NotBuilt());
        }
        if (after.isEmpty()) {
            return asking.ask(() -> answer(asked, question, MOST_SWITCHES));
        }
        Token token = after.get();
        return CompletableFuture.supplyAsync(
                        () -> parts.log().reader().positionOf(token.stream(), token.version()), parts.executor())
                .thenCompose(position -> position.map(at -> answerAfter(asked, at, question))
                        .orElseGet(() -> CompletableFuture.completedStage(new Outcome.NoSuchEvent())));
    }

    private CompletionStage<Outcome> answerAfter(
            RunningView<?> asked, Position position, Function<Shape, ViewQuery> question) {
        return asked.live()
                .orElseThrow()
                .progress()
                .reached(position)
                .toCompletableFuture()
                // On the wait itself, so that one that was given up is not kept for an event that may never come.
                .orTimeout(parts.settings().waitTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, late) -> late == null)
                .thenCompose(seen -> seen
                        ? asking.ask(() -> answer(asked, question, MOST_SWITCHES))
                        : CompletableFuture.completedStage(new Outcome.Behind()));
    }

    /** A generation may be dropped under a query, after another has taken its place: that one is asked instead. */
    private Outcome answer(RunningView<?> asked, Function<Shape, ViewQuery> question, int tries) {
        RunningGeneration<?> live = asked.live().orElseThrow();
        Generation answering = live.generation();
        Position seen = live.position();
        ViewQuery query = question.apply(answering.definition().shape());
        try {
            return new Outcome.Answered(query, queries.answer(answering, seen, query));
        } catch (JournalException failure) {
            boolean switched = asked.live().orElseThrow().generation().number() != answering.number();
            if (switched && tries > 0) {
                return answer(asked, question, tries - 1);
            }
            throw failure;
        }
    }
}
