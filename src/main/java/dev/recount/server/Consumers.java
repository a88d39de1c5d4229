package dev.recount.server;

import dev.recount.cluster.singleton.Singletons;
import dev.recount.cluster.singleton.UnreachableException;
import dev.recount.handler.HandlerServices;
import dev.recount.handler.Handlers;
import dev.recount.handler.reaction.Reactions;
import dev.recount.handler.store.HandlerStore;
import dev.recount.journal.stored.MovedStreams;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.migration.MigrationServices;
import dev.recount.migration.Migrations;
import dev.recount.migration.store.MigrationTable;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.migration.Migration;
import dev.recount.model.view.View;
import dev.recount.privacy.Erasure;
import dev.recount.process.work.ProcessDomain;
import dev.recount.process.work.ProcessParts;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Storage;
import dev.recount.view.ViewStatus;
import dev.recount.view.Views;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The views, the handlers and the migrations, each of which is at work on one node of the cluster. The node's way down
 * stops them, before its streams.
 *
 * @param singletons what of them is at work on this node
 */
record Consumers(
        Singletons singletons, Views views, Handlers handlers, Migrations migrations, List<ProcessParts> processes) {

    /** Starts them; they are at work once {@link Singletons#awaitAll} has returned. */
    static Consumers open(
            Settings settings,
            List<Domain> domains,
            RunningStreams.Ground ground,
            RunningStreams running,
            Function<Erasure, CompletionStage<?>> erasures,
            Clock clock) {
        Node node = running.node();
        var singletons = new Singletons(node.system());
        node.beforeStreamsStop("singletons", singletons::stop);
        var reads = ground.readSide().reads().executors();
        var views = new Views(
                views(domains),
                new Views.Services(
                        node.system(),
                        singletons,
                        ground.storage().home(),
                        running.log(),
                        running.states(),
                        reads.home(),
                        clock),
                settings.views(),
                settings.projections());
        node.beforeStreamsStop("views", views::close);
        singletons.add(views.singletons());
        var reactions = new Reactions.Services(
                ground.codecs(),
                running.streams(),
                running.transactions(),
                running.log().reader(),
                ground.storage().reader(),
                reads,
                erasures,
                clock);
        var store = new HandlerStore(
                ground.storage().home(), 2 * settings.projections().connections());
        var handlerServices = new HandlerServices(node.system(), running.log(), store, reactions);
        Handlers handlers = Handlers.start(handlers(domains), singletons, handlerServices, settings.handlers());
        Migrations migrations = Migrations.start(
                domains.stream()
                        .<Migration<?, ?>>flatMap(domain -> domain.migrations().stream())
                        .toList(),
                migrationServices(ground, running, clock),
                singletons,
                handlerServices,
                settings.handlers());
        return new Consumers(singletons, views, handlers, migrations, ProcessDomain.parts(domains));
    }

    private static MigrationServices migrationServices(
            RunningStreams.Ground ground, RunningStreams running, Clock clock) {
        Storage storage = ground.storage();
        return new MigrationServices(
                ground.codecs(),
                running.streams(),
                running.log(),
                storage.reader(),
                new MovedStreams(storage.databases()),
                new MigrationTable(storage.home(), running.log().size()),
                clock);
    }

    /**
     * Tells whether there is nothing that they could do. An idle handler gets work by events alone, so that all are
     * idle together if no event has come while they were asked one after another.
     */
    boolean areIdle(Log log) {
        List<Position> before = heads(log);
        return handlers.areIdle()
                && migrations.areIdle()
                && views.names().stream().allMatch(this::isIdle)
                && before.equals(heads(log));
    }

    private static List<Position> heads(Log log) {
        return IntStream.range(0, log.size()).mapToObj(log.reader()::head).toList();
    }

    private boolean isIdle(String view) {
        try {
            return isIdle(views.status(view).toCompletableFuture().join());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UnreachableException) {
                return false; // it is busy, or about to begin
            }
            throw failure;
        }
    }

    private static boolean isIdle(ViewStatus view) {
        return switch (view.state()) {
            case PAUSED -> true;
            case FAILED ->
                throw new IllegalStateException("the view " + view.view() + " cannot go on: " + failure(view));
            case RUNNING ->
                view.building().isEmpty()
                        && view.live().filter(live -> live.lag().events() == 0).isPresent();
        };
    }

    private static String failure(ViewStatus view) {
        return Stream.concat(view.live().stream(), view.building().stream())
                .flatMap(generation -> generation.failure().stream())
                .map(failure -> "at " + failure.event() + ": " + failure.message())
                .findFirst()
                .orElse("");
    }

    private static List<View<?>> views(List<Domain> domains) {
        return domains.stream()
                .<View<?>>flatMap(domain -> domain.views().stream())
                .toList();
    }

    private static List<Handler> handlers(List<Domain> domains) {
        return Handlers.distinct(
                domains.stream().flatMap(domain -> domain.handlers().stream()).toList());
    }
}
