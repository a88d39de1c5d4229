package dev.recount.metrics;

import dev.recount.handler.HandlerControls;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.Handlers;
import dev.recount.journal.log.Log;
import dev.recount.view.ViewStatus;
import dev.recount.view.Views;
import java.util.List;
import java.util.Optional;

/**
 * What a look at the database finds.
 *
 * @param oldestOpenTransaction the transaction that keeps younger events from readers, if there is one
 */
record Look(Optional<Long> oldestOpenTransaction, List<ViewStatus> views, List<HandlerStatus> handlers) {

    /** Looks; blocks, and fails when the database cannot be asked. */
    static Look at(Log log, Views views, Handlers handlers) {
        Optional<Long> oldest = log.reader().oldestOpenTransaction();
        List<ViewStatus> ofViews = views.names().stream()
                .map(name -> views.status(name).toCompletableFuture().join())
                .toList();
        return new Look(
                oldest,
                ofViews,
                handlers.all().stream().map(HandlerControls::status).toList());
    }

    Optional<ViewStatus> view(String name) {
        return views.stream().filter(status -> status.view().equals(name)).findFirst();
    }

    Optional<HandlerStatus> handler(String name) {
        return handlers.stream().filter(status -> status.name().equals(name)).findFirst();
    }
}
