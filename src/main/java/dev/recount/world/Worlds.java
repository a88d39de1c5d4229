package dev.recount.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.decision.log.DecisionLog;
import dev.recount.log.position.Position;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.replay.world.Rules;
import dev.recount.replay.world.WorldQuestion;
import dev.recount.replay.world.course.SavedStream;
import dev.recount.view.query.Question;
import dev.recount.view.query.QuestionReader;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import dev.recount.view.search.QueryThreads;
import dev.recount.view.search.RowDifferences;
import dev.recount.view.search.TableQueries;
import dev.recount.view.search.TableQueries.Tables;
import dev.recount.world.WorldException.Kind;
import dev.recount.world.WorldJson.State;
import dev.recount.world.rules.RuleBook;
import dev.recount.world.table.DifferenceTable;
import dev.recount.world.table.WorldRegistry;
import dev.recount.world.table.WorldRegistry.Entry;
import dev.recount.world.table.WorldSchema;
import dev.recount.world.table.WorldStore;
import dev.recount.world.table.WorldTables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worlds of a server. Each is computed by the node that was asked for it, and told of by all. None survives its
 * node: what is left of those of a node that is no more is dropped by the others, or at its next start.
 *
 * <p>Every method blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class Worlds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);

    private static final int QUERIES = 2;
    private static final int MOST_WAITING = 100;
    private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(1);
    private static final long TELL_MS = 500;
    private static final long SWEEP_MS = 5_000;

    private final Services services;
    private final RuleBook rules;
    private final WorldSettings settings;
    private final WorldRegistry registry;
    private final WorldStore store;
    private final TableQueries queries;
    private final QueryThreads threads = new QueryThreads(QUERIES, MOST_WAITING, QUERY_TIMEOUT);
    private final Map<Long, WorldThread> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("worlds").factory());

    /**
     * The parts of a server that worlds stand on.
     *
     * @param decisions the decisions that there are
     * @param database the database of the tables
     * @param node the name of this node
     * @param others tells the names of the other nodes that are at work
     * @param pace is run after each batch; it may rest, and let writers work
     */
    public record Services(
            DecisionLog decisions,
            Database database,
            String node,
            Supplier<List<String>> others,
            Runnable pace,
            Clock clock) {}

    /** Opens the worlds, and drops what is left of those of nodes that are no more. */
    public Worlds(Services services, RuleBook rules, WorldSettings settings) {
        this.services = services;
        this.rules = rules;
        this.settings = settings;
        this.registry = new WorldRegistry(services.database);
        this.store = new WorldStore(services.database, settings.most());
        this.queries = new TableQueries(services.database, "world-queries", QUERIES, QUERY_TIMEOUT);
    }

    /** Drops now, and then again and again, what nobody will ask for any more. */
    public void start() {
        sweep(true);
        var _ = sweeper.scheduleWithFixedDelay(this::trySweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Has something asked of the worlds when its turn comes; fails with a
     * {@link java.util.concurrent.RejectedExecutionException} where too many wait.
     */
    public <T> CompletionStage<T> inTurn(Supplier<T> question) {
        return threads.ask(question);
    }

    /** Returns the rules that there are. */
    public RuleBook rules() {
        return rules;
    }

    /**
     * A world that was asked for.
     *
     * @param told what is told of it, as JSON
     */
    public record Asked(long number, String told) {}

    /**
     * Begins to compute a world.
     *
     * @throws WorldException if the question does not fit, or there are too many worlds; then nothing is left behind
     */
    public Asked ask(AskedQuestion asked) {
        Rules other = rules(asked);
        WorldQuestion question = new QuestionCheck(other).checked(asked);
        long number = registry.add(services.node, services.clock.instant());
        if (registry.all().size() > settings.most()) {
            registry.drop(number);
            throw new WorldException(
                    Kind.FULL, "there are " + settings.most() + " worlds, as many as there may be: drop one first");
        }
        try {
            WorldTables tables = tables(number, question, other);
            var run = new WorldRun(
                    question,
                    new WorldRun.Parts(services.decisions, rules.served(), other, tables, settings.streamsInMemory()),
                    () -> services.pace.run());
            var thread = new WorldThread(number, asked, run, tables);
            running.put(number, thread);
            String told = thread.tell(State.RUNNING, Optional.empty());
            thread.start();
            return new Asked(number, told);
        } catch (DatabaseException refused) {
            registry.drop(number);
            throw new WorldException(Kind.UNAVAILABLE, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            registry.drop(number);
            throw failure;
        }
    }

    private Rules rules(AskedQuestion asked) {
        String name = asked.rules().orElse(RuleBook.SERVED);
        try {
            return rules.find(name)
                    .orElseThrow(() -> QuestionCheck.unfit(
                            "rules",
                            "there are no rules " + name
                                    + (rules.names().isEmpty()
                                            ? ""
                                            : "; there are " + String.join(", ", rules.names()))));
        } catch (DomainException unusable) {
            throw QuestionCheck.unfit("rules", String.valueOf(unusable.getMessage()));
        }
    }

    private WorldTables tables(long number, WorldQuestion question, Rules other) {
        List<View<?>> here = question.views().stream()
                .<View<?>>map(view -> other.view(view).orElseThrow())
                .toList();
        List<View<?>> recorded = question.views().stream()
                .<View<?>>flatMap(view -> rules.served().view(view).stream())
                .toList();
        return store.create(new WorldSchema(number), new WorldTables.Views(recorded, here));
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
                new Shape(RowDifferences.common(recorded, other), other.shape().key(), false);
        return queries.difference(recorded, other, new QuestionReader(other.view(), shape).query(question));
    }

    /** Drops a world, and ends its computation; tells whether there was one. */
    public boolean drop(long number) {
        Optional<Entry> found = entry(number);
        found.ifPresent(entry -> {
            registry.unwant(number);
            WorldThread own = running.get(number);
            if (own != null) {
                own.end();
            }
            if (!entry.running() || entry.owner().equals(services.node)) {
                registry.drop(number);
            }
        });
        return found.isPresent();
    }

    private void trySweep() {
        try {
            sweep(false);
        } catch (RuntimeException failure) {
            LOG.warn("Worlds that nobody needs could not be dropped; that is tried again: {}", failure.getMessage());
        }
    }

    /** A world of this node that is not at work here is one of before its start. */
    private void sweep(boolean atStart) {
        List<Entry> all = registry.all();
        var others = services.others.get();
        for (Entry entry : all) {
            boolean own = entry.owner().equals(services.node);
            boolean orphaned = own ? atStart : !others.contains(entry.owner());
            boolean old = entry.created().plus(settings.maxAge()).isBefore(services.clock.instant());
            boolean mayDrop = own || orphaned || !entry.running();
            if (mayDrop && (orphaned || old || entry.unwanted())) {
                LOG.info(
                        "World {} is dropped: {}",
                        entry.number(),
                        orphaned ? "its node is no more" : "it is not wanted");
                Optional.ofNullable(running.get(entry.number())).ifPresent(WorldThread::end);
                registry.drop(entry.number());
            }
        }
        if (atStart && others.isEmpty()) {
            var known = all.stream().map(Entry::number).collect(Collectors.toSet());
            store.schemas().stream().filter(number -> !known.contains(number)).forEach(registry::drop);
        }
    }

    /** Ends all computations, and drops the worlds of this node. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        threads.close();
        List.copyOf(running.values()).forEach(WorldThread::end);
        try {
            registry.all().stream()
                    .filter(entry -> entry.owner().equals(services.node))
                    .forEach(entry -> registry.drop(entry.number()));
        } catch (DatabaseException away) {
            LOG.warn("Worlds stay until the next start, as the database cannot be reached: {}", away.getMessage());
        }
    }

    /** The thread that computes a world. */
    private final class WorldThread {

        private final long number;
        private final AskedQuestion asked;
        private final WorldRun run;
        private final WorldTables tables;
        private final Thread thread;
        private State state = State.RUNNING;

        WorldThread(long number, AskedQuestion asked, WorldRun run, WorldTables tables) {
            this.number = number;
            this.asked = asked;
            this.run = run;
            this.tables = tables;
            this.thread = Thread.ofPlatform().name("world-" + number).unstarted(this::compute);
        }

        void start() {
            thread.start();
            var _ = sweeper.schedule(this::tellOfProgress, TELL_MS, TimeUnit.MILLISECONDS);
        }

        private synchronized void tellOfProgress() {
            if (state != State.RUNNING || sweeper.isShutdown()) {
                return;
            }
            try {
                if (!registry.tell(number, true, told(State.RUNNING, Optional.empty()))) {
                    run.cancel();
                }
            } catch (DatabaseException away) {
                LOG.debug("Nothing can be told of world {} now", number, away);
            }
            var _ = sweeper.schedule(this::tellOfProgress, TELL_MS, TimeUnit.MILLISECONDS);
        }

        private void compute() {
            try (tables) {
                run.run();
                tell(State.DONE, Optional.empty());
            } catch (CancellationException unwanted) {
                LOG.info("World {} is not computed any further", number);
            } catch (RuntimeException | StackOverflowError | LinkageError failure) {
                LOG.warn("World {} cannot be computed", number, failure);
                tell(State.FAILED, Optional.of(String.valueOf(failure.getMessage())));
            } finally {
                running.remove(number);
            }
        }

        synchronized String tell(State reached, Optional<String> problem) {
            state = reached;
            String told = told(reached, problem);
            registry.tell(number, reached == State.RUNNING, told);
            return told;
        }

        private String told(State reached, Optional<String> problem) {
            ObjectNode json = WorldJson.of(number, reached, asked);
            problem.ifPresent(what -> json.put("problem", what));
            json.put("position", run.end().toString());
            json.put("total", Position.START.numbersTo(run.end()));
            WorldJson.add(json, run.summary());
            return json.toString();
        }

        void end() {
            run.cancel();
            try {
                thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
