package dev.recount.migration;

import dev.recount.cluster.singleton.Singletons;
import dev.recount.handler.Follower;
import dev.recount.handler.HandlerControls;
import dev.recount.handler.HandlerServices;
import dev.recount.handler.HandlerSettings;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.Handlers;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.migration.Migration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The migrations of a running server. */
public final class Migrations {

    /** An event that cannot be copied stays so until rules are mended or a database is back. */
    private static final RetryPolicy RETRIES =
            new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(100), Duration.ofSeconds(10));

    private static final Duration COUNTED_AFTER = Duration.ofSeconds(5);

    private final Map<String, Migration<?, ?>> byName = new TreeMap<>();
    private final Map<String, Total> totals = new ConcurrentHashMap<>();
    private final MigrationServices services;
    private final Handlers followers;

    /** The number of streams of a type, as they were counted last. */
    private record Total(long streams, long countedNanos) {}

    private Migrations(
            Collection<Migration<?, ?>> migrations,
            MigrationServices services,
            Singletons singletons,
            HandlerServices handlers,
            HandlerSettings settings) {
        migrations.forEach(migration -> byName.put(migration.name(), migration));
        this.services = services;
        this.followers =
                Handlers.follow(byName.values().stream().map(this::follower).toList(), singletons, handlers, settings);
    }

    /**
     * Lets the cluster do the work of migrations, of those that have begun.
     *
     * @throws dev.recount.database.sql.DatabaseException if the database is away
     */
    public static Migrations start(
            Collection<Migration<?, ?>> migrations,
            MigrationServices services,
            Singletons singletons,
            HandlerServices handlers,
            HandlerSettings settings) {
        return new Migrations(migrations, services, singletons, handlers, settings);
    }

    private Follower follower(Migration<?, ?> migration) {
        return new Follower(
                followerName(migration),
                Set.of(migration.from().name()),
                Handler.Start.BEGINNING,
                RETRIES,
                true,
                journal -> share(migration, journal));
    }

    private static String followerName(Migration<?, ?> migration) {
        return "migration:" + migration.name();
    }

    private Follower.Share share(Migration<?, ?> migration, int journal) {
        var rule = new Rule(migration);
        var targets = new Targets(rule, services.journal(), services.codecs().reader());
        var ending = new Ending(migration.name(), services, targets);
        var copied = new CopiedCount(services.table(), migration.name(), journal);
        var copier = new Copier(rule, services, targets, ending, copied);
        return new Follower.Share(copier, (progress, pending) -> {
            var closer = new Closer(rule, journal, services, ending, copied, progress, pending);
            return () -> {
                copier.stop();
                closer.end();
            };
        });
    }

    /** Returns the names of all migrations, in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Tells whether there is a migration of this name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Looks at what copies the events of each migration, by the migration's name. */
    public Map<String, CompletionStage<HandlerStatus>> look() {
        var looks = new TreeMap<String, CompletionStage<HandlerStatus>>();
        names().forEach(name -> looks.put(name, controls(name).look()));
        return looks;
    }

    /** Tells whether those that work on this node have nothing to do now. */
    public boolean areIdle() {
        return followers.areIdle();
    }

    /** Returns the migration that has begun to carry streams of a type over elsewhere, if one has; blocks. */
    public Optional<String> of(String streamType) {
        return byName.values().stream()
                .filter(migration -> migration.from().name().equals(streamType))
                .map(Migration::name)
                .filter(services.table()::hasBegun)
                .findFirst();
    }

    /** Lets a migration begin, or go on after a pause; blocks. */
    public MigrationStatus begin(String name) {
        services.table().begin(name);
        controls(name).resume();
        return status(name);
    }

    /** Lets a migration rest until it is begun again, after a restart of the server too; blocks. */
    public MigrationStatus pause(String name) {
        controls(name).pause();
        return status(name);
    }

    private HandlerControls controls(String name) {
        return followers.find(followerName(migration(name))).orElseThrow();
    }

    private Migration<?, ?> migration(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no migration " + name));
    }

    /** Tells how all migrations stand; blocks. */
    public List<MigrationStatus> all() {
        var all = new ArrayList<MigrationStatus>();
        names().forEach(name -> all.add(status(name)));
        return all;
    }

    /** Tells how a migration stands; blocks. */
    public MigrationStatus status(String name) {
        Migration<?, ?> migration = migration(name);
        HandlerStatus follower = controls(name).status();
        String from = migration.from().name();
        MigrationStatus.Streams streams = streams(from);
        return new MigrationStatus(
                name,
                from,
                migration.to().name(),
                state(name, follower, streams),
                follower.position(),
                follower.lag(),
                services.table().copied(name),
                streams,
                follower.counts().pending() > 0 ? follower.counts().lastError() : Optional.empty());
    }

    /** All streams of a type are counted anew only where that may say that none is left, or now and then. */
    private MigrationStatus.Streams streams(String type) {
        long closed = services.moved().count(type);
        Total known = totals.get(type);
        if (known == null
                || known.streams <= closed
                || System.nanoTime() - known.countedNanos > COUNTED_AFTER.toNanos()) {
            known = new Total(services.moved().total(type), System.nanoTime());
            totals.put(type, known);
        }
        return new MigrationStatus.Streams(known.streams, closed);
    }

    private MigrationStatus.State state(String name, HandlerStatus follower, MigrationStatus.Streams streams) {
        if (!services.table().hasBegun(name)) {
            return MigrationStatus.State.NOT_BEGUN;
        } else if (follower.state() == HandlerStatus.State.PAUSED) {
            return MigrationStatus.State.PAUSED;
        } else if (!services.table().hasCaughtUp(name)) {
            return MigrationStatus.State.COPYING;
        }
        return streams.closed() == streams.total() && follower.counts().pending() == 0
                ? MigrationStatus.State.DONE
                : MigrationStatus.State.CLOSING;
    }
}
