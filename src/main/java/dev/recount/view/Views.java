package dev.recount.view;

import dev.recount.cluster.ClusterMessage;
import dev.recount.cluster.singleton.Singleton;
import dev.recount.cluster.singleton.Singletons;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.projection.ProjectionSession;
import dev.recount.projection.ProjectionSettings;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.table.Generation;
import dev.recount.view.table.Generations;
import dev.recount.view.table.TableQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/** All read models of a server. */
public final class Views implements AutoCloseable {

    private static final int MOST_SWITCHES = 3;

    /** A rebuild waits for the batch at hand of what it takes the place of. */
    private static final Duration ORDER_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration JOURNEY = Duration.ofSeconds(2);

    private final Map<String, RunningView<?>> views = new TreeMap<>();
    private final ViewParts parts;
    private final Singletons singletons;
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
    public record Services(
            ActorSystem<?> system, Singletons singletons, Database database, Log log, Executor executor, Clock clock) {}

    /**
     * Prepares the views; nothing runs yet.
     *
     * @throws DomainException if two have one name, or the row of one cannot be kept in a table
     */
    public Views(List<View<?>> definitions, Services services, ViewSettings settings, ProjectionSettings projections) {
        Database database = services.database();
        this.singletons = services.singletons();
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

    /** Returns what one node of the cluster has to do for each view. */
    public Collection<? extends Singleton<?>> singletons() {
        return views.values();
    }

    /** Answers what has been asked. */
    @Override
    public void close() {
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

    /** Tells how a view is doing; fails as {@link Singletons#ask} does. */
    public CompletionStage<ViewStatus> status(String view) {
        return told(view, ViewMessage.Order.NONE);
    }

    /** Lets a view stop to follow the log until it is resumed; fails as {@link Singletons#ask} does. */
    public CompletionStage<ViewStatus> pause(String view) {
        return told(view, ViewMessage.Order.PAUSE);
    }

    /**
     * Lets a view go on after a pause, or try again the event that stopped it; fails as {@link Singletons#ask} does.
     */
    public CompletionStage<ViewStatus> resume(String view) {
        return told(view, ViewMessage.Order.RESUME);
    }

    /**
     * Builds a view anew beside the live generation, which answers until the new one has caught up; fails as
     * {@link Singletons#ask} does.
     */
    public CompletionStage<ViewStatus> rebuild(String view) {
        return told(view, ViewMessage.Order.REBUILD);
    }

    private CompletionStage<ViewStatus> told(String view, ViewMessage.Order order) {
        return ask(view, replyTo -> new ViewMessage.Tell(order, replyTo), ORDER_TIMEOUT)
                .thenApply(reply -> switch (reply) {
                    case ViewReply.Standing(var status) -> status;
                    case ViewReply.Failed(var problem) -> throw new DatabaseException(problem);
                    case ViewReply.Seen _, ViewReply.Unseen _ ->
                        throw new IllegalStateException("nothing was waited for");
                });
    }

    private CompletionStage<ViewReply> ask(
            String view, Function<ActorRef<ViewReply>, ClusterMessage> question, Duration timeout) {
        return singletons.ask(known(view).name(), question, timeout);
    }

    private RunningView<?> known(String view) {
        return Optional.ofNullable(views.get(view))
                .orElseThrow(() -> new IllegalArgumentException("there is no view " + view));
    }

    /** Returns how many events of the log come after a position, by their numbers, as far as this node knows. */
    public long behind(Position position) {
        return position.numbersTo(parts.log().head());
    }

    /**
     * Asks a view, once it has seen an event if one is named. Fails with a
     * {@link java.util.concurrent.RejectedExecutionException} when too many queries wait, and with a
     * {@link DatabaseException} when the database cannot answer.
     *
     * @param question makes the query, which it checks against the columns of the generation that will answer it
     */
    public CompletionStage<Outcome> query(String view, Optional<Token> after, Function<Shape, ViewQuery> question) {
        known(view);
        if (after.isEmpty()) {
            return asking.ask(() -> answer(view, question, MOST_SWITCHES));
        }
        Token token = after.get();
        return parts.log()
                .ask(token.stream(), (log, stream) -> log.positionOf(stream, token.version()))
                .thenCompose(position -> position.map(at -> answerAfter(view, at, question, MOST_SWITCHES))
                        .orElseGet(() -> CompletableFuture.completedStage(new Outcome.NoSuchEvent())));
    }

    private CompletionStage<Outcome> answerAfter(
            String view, Position position, Function<Shape, ViewQuery> question, int tries) {
        Duration timeout = parts.settings().waitTimeout().plus(JOURNEY);
        return ask(view, replyTo -> new ViewMessage.Await(position, replyTo), timeout)
                .thenCompose(reply -> switch (reply) {
                    case ViewReply.Seen(var generation) ->
                        asking.ask(() -> answerOf(view, generation, position, question))
                                .thenCompose(answer -> answer.isEmpty() && tries > 0
                                        ? answerAfter(view, position, question, tries - 1)
                                        : CompletableFuture.completedStage(answer.orElse(new Outcome.Behind())));
                    case ViewReply.Unseen.BEHIND -> CompletableFuture.completedStage(new Outcome.Behind());
                    case ViewReply.Unseen.NOT_BUILT -> CompletableFuture.completedStage(new Outcome.NotBuilt());
                    case ViewReply.Failed(var problem) -> throw new DatabaseException(problem);
                    case ViewReply.Standing _ -> throw new IllegalStateException("nobody asked how it stands");
                });
    }

    /**
     * Answers from the generation that has seen a position, which may not be the live one any more; if it is dropped,
     * nobody does.
     */
    private Optional<Outcome> answerOf(String view, int number, Position seen, Function<Shape, ViewQuery> question) {
        Optional<Generation> answering = parts.generations().find(view, number);
        try {
            return answering.map(generation -> answer(view, generation, seen, question));
        } catch (DatabaseException failure) {
            if (parts.generations().find(view, number).isEmpty()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** A generation may be dropped under a query, after another has taken its place: that one is asked instead. */
    private Outcome answer(String view, Function<Shape, ViewQuery> question, int tries) {
        Optional<Generation> answering = parts.generations().live(view);
        try {
            return answering
                    .map(generation -> answer(view, generation, Position.START, question))
                    .orElseGet(Outcome.NotBuilt::new);
        } catch (DatabaseException failure) {
            boolean switched =
                    !parts.generations().live(view).map(Generation::number).equals(answering.map(Generation::number));
            if (switched && tries > 0) {
                return answer(view, question, tries - 1);
            }
            throw failure;
        }
    }

    private Outcome answer(String view, Generation generation, Position atLeast, Function<Shape, ViewQuery> question) {
        Position seen = known(view).reached(generation).join(atLeast);
        ViewQuery query = question.apply(generation.definition().shape());
        return new Outcome.Answered(query, queries.answer(generation, seen, query));
    }
}
