package dev.recount.view;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.cluster.singleton.Singletons;
import dev.recount.database.Database;
import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.projection.ProjectionSessions;
import dev.recount.projection.ProjectionSettings;
import dev.recount.timeline.Timeline;
import dev.recount.view.generation.GenerationTables;
import dev.recount.view.generation.Generations;
import dev.recount.view.origin.RowOrigins;
import dev.recount.view.query.Question;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** All read models of a server. */
public final class Views implements AutoCloseable {

    /** A rebuild waits for the batch at hand of what it takes the place of. */
    private static final Duration ORDER_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, RunningView<?>> views = new TreeMap<>();
    private final ViewParts parts;
    private final Singletons singletons;
    private final ViewQueries queries;

    /** The event that the answer to a query must have seen. */
    public record Token(StreamId stream, long version) {}

    /** The outcome of a query. */
    public sealed interface Outcome {

        /** The view answered. */
        record Answered(ViewAnswer answer) implements Outcome {}

        /** The generation that is to answer cannot be asked so; the problem names the part that does not fit. */
        record Unfit(String problem) implements Outcome {}

        /** The view has never caught up with the log yet. */
        record NotBuilt() implements Outcome {}

        /** The view did not come to see the event that the query names in time. */
        record Behind() implements Outcome {}

        /** There is no such event. */
        record NoSuchEvent() implements Outcome {}
    }

    /**
     * The services that views stand on; the executor runs what blocks.
     *
     * @param states the log with the latest states of streams of which nothing else is kept, if there are such streams
     */
    public record Services(
            ActorSystem<?> system,
            Singletons singletons,
            Database database,
            Log log,
            Optional<Log> states,
            Executor executor,
            Clock clock) {}

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
                new ProjectionSessions(database, projections.connections()),
                new Generations(database),
                new GenerationTables(database),
                services.executor(),
                settings,
                projections,
                services.clock());
        this.queries = new ViewQueries(parts, singletons, database);
        for (View<?> definition : definitions) {
            ViewParts own = definition.followsStates()
                    ? parts.following(services.states().orElseThrow())
                    : parts;
            if (views.put(definition.name(), new RunningView<>(definition, own)) != null) {
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
        queries.close();
    }

    /** Returns the names of all views, in order. */
    public List<String> names() {
        return List.copyOf(views.keySet());
    }

    /** Returns the columns of a view, if there is such a view. */
    public Optional<Shape> shape(String view) {
        return Optional.ofNullable(views.get(view)).map(RunningView::shape);
    }

    /** Returns the stream types that a view reads. */
    public Set<String> streamTypes(String view) {
        return known(view).streamTypes();
    }

    /** Returns what tells which events made the rows of a view what they are. */
    public RowOrigins<?> origins(String view, Timeline timeline) {
        return known(view).origins(queries.tables(), timeline);
    }

    /** Returns a stream type whose states a view follows, as there are no events of it, if there is one. */
    public Optional<String> statesFollowed(String view) {
        return known(view).statesFollowed();
    }

    /** Returns the number of queries that wait for their turn. */
    public int waitingQueries() {
        return queries.waiting();
    }

    /** Tells how a view is doing, within a second; fails as {@link Singletons#ask} does. */
    public CompletionStage<ViewStatus> status(String view) {
        return told(view, ViewMessage.Order.NONE, Singletons.LOOK_TIMEOUT);
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
     * {@link Singletons#ask} does, and with {@link SegmentDeletedException} if events that it follows were deleted.
     */
    public CompletionStage<ViewStatus> rebuild(String view) {
        return parts.log().deletedTypes().thenCompose(deleted -> {
            requireAllThere(view, deleted);
            return told(view, ViewMessage.Order.REBUILD);
        });
    }

    /** A generation that begins anew would stop at the first of them. */
    private void requireAllThere(String view, Set<String> deleted) {
        Set<String> gone = new TreeSet<>(streamTypes(view));
        gone.retainAll(deleted);
        if (!gone.isEmpty()) {
            throw new SegmentDeletedException("the view " + view + " cannot be built anew: events of "
                    + String.join(", ", gone) + ", which it follows, were deleted for good");
        }
    }

    private CompletionStage<ViewStatus> told(String view, ViewMessage.Order order) {
        return told(view, order, ORDER_TIMEOUT);
    }

    private CompletionStage<ViewStatus> told(String view, ViewMessage.Order order, Duration timeout) {
        return singletons
                .<ViewReply>ask(known(view).name(), replyTo -> new ViewMessage.Tell(order, replyTo), timeout)
                .thenApply(reply -> switch (reply) {
                    case ViewReply.Standing(var status) -> status;
                    case ViewReply.Failed(var problem) -> throw new ViewException(problem);
                    case ViewReply.Seen _, ViewReply.Unseen _ ->
                        throw new IllegalStateException("nothing was waited for");
                });
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
     * {@link ViewException} when the view cannot be read.
     */
    public CompletionStage<Outcome> query(String view, Optional<Token> after, Question question) {
        return queries.ask(known(view), after, question);
    }
}
