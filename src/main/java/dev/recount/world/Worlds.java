package dev.recount.world;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.decision.log.DecisionLog;
import dev.recount.journal.correction.Correction;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.replay.world.Rules;
import dev.recount.replay.world.WorldQuestion;
import dev.recount.view.search.QueryThreads;
import dev.recount.world.WorldException.Kind;
import dev.recount.world.rules.RuleBook;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worlds of a server. Each is computed by the node that was asked for it, and told of by all. None survives its
 * node: what is left of those of a node that is no more is dropped by the others, or at its next start.
 *
 * <p>Every method but {@link #inTurn} blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class Worlds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);

    private static final int QUERIES = 2;
    private static final int MOST_WAITING = 100;
    private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(1);

    /** Each takes a connection and, while nobody writes, a processor. */
    private static final int MOST_COMPUTED = 2;

    private static final long SWEEP_MS = 5_000;

    private final Services services;
    private final RuleBook rules;
    private final WorldSettings settings;
    private final WorldRegistry registry;
    private final WorldStore store;
    private final WorldAnswers answers;
    private final WorldComputation.Surroundings surroundings;
    private final QueryThreads threads = new QueryThreads(QUERIES, MOST_WAITING, QUERY_TIMEOUT);
    private final Map<Long, WorldComputation> computations = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("worlds").factory());

    /**
     * The parts of a server that worlds stand on.
     *
     * @param decisions the decisions that there are
     * @param database the database of the tables
     * @param node the name of this node
     * @param others tells the names of the other nodes that are at work
     * @param paces gives what a computation runs after each of its batches; it may rest, and let writers work
     */
    public record Services(
            DecisionLog decisions,
            Database database,
            String node,
            Supplier<List<String>> others,
            Supplier<Runnable> paces,
            Clock clock) {}

    /** Opens the worlds, and drops what is left of those of nodes that are no more. */
    public Worlds(Services services, RuleBook rules, WorldSettings settings) {
        this.services = services;
        this.rules = rules;
        this.settings = settings;
        this.registry = new WorldRegistry(services.database);
        this.store = new WorldStore(services.database, MOST_COMPUTED);
        this.answers = new WorldAnswers(services.database, store, rules, QUERIES, QUERY_TIMEOUT);
        this.surroundings = new WorldComputation.Surroundings(registry, new Semaphore(MOST_COMPUTED, true), sweeper);
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

    /** Returns what tells of the worlds. */
    public WorldAnswers answers() {
        return answers;
    }

    /** Returns how long an answer waits for a world that it needs. */
    public Duration waitTimeout() {
        return settings.waitTimeout();
    }

    /** Returns the views as of when something was known. */
    public KnownViews known() {
        return new KnownViews(this, services.decisions.log());
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
        return begin(asked, check(asked).checked(asked));
    }

    /**
     * Begins to compute a world in which corrections hold that have been looked at already.
     *
     * @param asked the question; its corrections are only told
     * @throws WorldException if the question does not fit, or there are too many worlds; then nothing is left behind
     */
    public Asked ask(AskedQuestion asked, Map<StreamId, List<Correction>> corrections) {
        return begin(asked, check(asked).checked(asked, corrections));
    }

    private QuestionCheck check(AskedQuestion asked) {
        return new QuestionCheck(rules(asked), services.decisions.log());
    }

    private Asked begin(AskedQuestion asked, WorldQuestion question) {
        Rules other = rules(asked);
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
                    services.paces.get());
            var computation = new WorldComputation(number, told(asked, other), run, tables, surroundings);
            computations.put(number, computation);
            return new Asked(number, computation.begin());
        } catch (DatabaseException refused) {
            registry.drop(number);
            throw new WorldException(Kind.UNAVAILABLE, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            registry.drop(number);
            throw failure;
        }
    }

    /** What of a question's own commands and events is personal data is not looked for: all may be. */
    private AskedQuestion told(AskedQuestion asked, Rules other) {
        boolean mayHold =
                other.codecs().holdPersonal() || rules.served().codecs().holdPersonal();
        return mayHold ? asked.marked() : asked;
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

    /** Drops a world, and ends its computation; tells whether there was one. */
    public boolean drop(long number) {
        Optional<Entry> found = registry.find(number).filter(entry -> !entry.unwanted());
        found.ifPresent(entry -> {
            registry.unwant(number);
            WorldComputation own = computations.get(number);
            if (own != null) {
                own.end();
            }
            if (!entry.running() || entry.owner().equals(services.node)) {
                computations.remove(number);
                registry.drop(number);
            }
        });
        return found.isPresent();
    }

    /** Drops all worlds, and ends their computations; one that another node computes goes within seconds. */
    public void dropAll() {
        registry.all().forEach(entry -> drop(entry.number()));
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
        List<Long> schemas = store.schemas();
        List<Entry> all = registry.all();
        dropSchemasOfNone(schemas, all);
        if (all.isEmpty()) {
            return;
        }
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
                Optional.ofNullable(computations.remove(entry.number())).ifPresent(WorldComputation::end);
                registry.drop(entry.number());
            }
        }
    }

    /**
     * Drops the schemas of worlds that are not on the list. A world is put on the list before it gets a schema: one
     * that had its schema before the list was read, and is not on it, has been taken off.
     */
    private void dropSchemasOfNone(List<Long> schemas, List<Entry> all) {
        var known = all.stream().map(Entry::number).collect(Collectors.toSet());
        schemas.stream().filter(number -> !known.contains(number)).forEach(this::dropSchema);
    }

    private void dropSchema(long number) {
        try {
            registry.drop(number);
        } catch (DatabaseException refused) {
            LOG.warn("What is left of world {} stays for now: {}", number, refused.getMessage());
        }
    }

    /** Ends all computations, and drops the worlds of this node. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        threads.close();
        List.copyOf(computations.values()).forEach(WorldComputation::end);
        try {
            registry.all().stream()
                    .filter(entry -> entry.owner().equals(services.node))
                    .forEach(entry -> registry.drop(entry.number()));
        } catch (DatabaseException away) {
            LOG.warn("Worlds stay until the next start, as the database cannot be reached: {}", away.getMessage());
        }
    }
}
