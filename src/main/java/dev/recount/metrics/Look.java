package dev.recount.metrics;

import dev.recount.database.sql.DatabaseException;
import dev.recount.handler.HandlerControls;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.Handlers;
import dev.recount.log.Log;
import dev.recount.view.ViewStatus;
import dev.recount.view.Views;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The findings of a look at the database.
 *
 * @param oldestOpenTransactions for each journal, the transaction that keeps younger events from readers, if there is
 *     one
 */
record Look(List<Optional<Long>> oldestOpenTransactions, List<ViewStatus> views, List<HandlerStatus> handlers) {

    /** Looks; blocks, and fails when the database cannot be asked. */
    static Look at(Log log, Views views, Handlers handlers) {
        List<Optional<Long>> oldest = IntStream.range(0, log.size())
                .mapToObj(journal -> oldestOpenTransaction(log, journal))
                .toList();
        List<ViewStatus> ofViews = views.names().stream()
                .map(name -> views.status(name).toCompletableFuture().join())
                .toList();
        return new Look(
                oldest,
                ofViews,
                handlers.all().stream().map(HandlerControls::status).toList());
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
}
