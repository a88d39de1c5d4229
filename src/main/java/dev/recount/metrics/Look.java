package dev.recount.metrics;

import dev.recount.cluster.singleton.UnreachableException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.handler.HandlerControls;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.Handlers;
import dev.recount.log.Log;
import dev.recount.migration.Migrations;
import dev.recount.view.ViewStatus;
import dev.recount.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The findings of a look at the database.
 *
 * @param oldestOpenTransactions for each journal, the transaction that keeps younger events from readers, if there is
 *     one
 * @param migrations what copies the events of each migration, by the migration's name
 * @param seals for each tree that seals a journal, how far it has come
 */
record Look(
        List<Optional<Long>> oldestOpenTransactions,
        List<ViewStatus> views,
        List<HandlerStatus> handlers,
        Map<String, HandlerStatus> migrations,
        List<Optional<SealProgress.Found>> seals) {

    /** Looks; blocks, and fails when the database cannot be asked. Of what nobody answers for, nothing is found. */
    static Look at(Log log, Views views, Handlers handlers, Migrations migrations, List<SealProgress> seals) {
        List<Optional<Long>> oldest = IntStream.range(0, log.size())
                .mapToObj(journal -> oldestOpenTransaction(log, journal))
                .toList();
        List<CompletionStage<ViewStatus>> ofViews =
                views.names().stream().map(views::status).toList();
        List<CompletionStage<HandlerStatus>> ofHandlers =
                handlers.all().stream().map(HandlerControls::look).toList();
        Map<String, CompletionStage<HandlerStatus>> ofMigrations = migrations.look();
        var followers = new TreeMap<String, HandlerStatus>();
        ofMigrations.forEach((name, asked) -> known(asked).ifPresent(status -> followers.put(name, status)));
        return new Look(
                oldest,
                known(ofViews),
                known(ofHandlers),
                followers,
                seals.stream().map(SealProgress::look).toList());
    }

    private static <T> List<T> known(List<CompletionStage<T>> asked) {
        return asked.stream().flatMap(each -> known(each).stream()).toList();
    }

    private static <T> Optional<T> known(CompletionStage<T> asked) {
        try {
            return Optional.of(asked.toCompletableFuture().join());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UnreachableException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * Without the home database there is nothing to tell; another one that is away keeps nothing from the readers of
     * the rest.
     */
    private static Optional<Long> oldestOpenTransaction(Log log, int journal) {
        try {
            return log.reader().oldestOpenTransaction(journal);
        } catch (DatabaseException away) {
            if (journal == 0) {
                throw away;
            }
            return Optional.empty();
        }
    }

    Optional<ViewStatus> view(String name) {
        return views.stream().filter(status -> status.view().equals(name)).findFirst();
    }

    Optional<HandlerStatus> handler(String name) {
        return handlers.stream().filter(status -> status.name().equals(name)).findFirst();
    }

    Optional<HandlerStatus> migration(String name) {
        return Optional.ofNullable(migrations.get(name));
    }
}
