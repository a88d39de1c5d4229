package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.Answers;
import dev.recount.http.CommandBody;
import dev.recount.http.Problem;
import dev.recount.http.ProblemException;
import dev.recount.http.QueryParameters;
import dev.recount.http.RequestHeaders;
import dev.recount.http.Routes;
import dev.recount.view.ViewStatus;
import dev.recount.view.ViewStatus.GenerationStatus;
import dev.recount.view.Views;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** How views are doing, and what an operator tells them. */
public final class ViewAdminRoutes extends AllDirectives implements Routes {

    private final Views views;
    private final RequestHeaders headers;

    public ViewAdminRoutes(Views views, RequestHeaders headers) {
        this.views = views;
        this.headers = headers;
    }

    @Override
    public Route routes() {
        return pathPrefix(PathMatchers.segment("admin").slash("views"), this::orders);
    }

    private Route orders() {
        return extractRequest(request -> {
            headers.principal(request);
            QueryParameters.requireNone(request);
            return concat(
                    pathEnd(() -> get(() -> completeWithFuture(all()))),
                    path(PathMatchers.segment(), view -> get(() -> completeWithFuture(told(view, views::status)))),
                    path(
                            PathMatchers.segment().slash("pause"),
                            view -> post(() -> completeWithFuture(told(view, views::pause)))),
                    path(
                            PathMatchers.segment().slash("resume"),
                            view -> post(() -> completeWithFuture(told(view, views::resume)))),
                    path(
                            PathMatchers.segment().slash("rebuild"),
                            view -> post(() -> completeWithFuture(told(view, views::rebuild)))));
        });
    }

    private CompletionStage<HttpResponse> all() {
        List<CompletableFuture<ViewStatus>> statuses = views.names().stream()
                .map(view -> views.status(view).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(statuses.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    ObjectNode body = Answers.JSON.createObjectNode();
                    ArrayNode list = body.putArray("views");
                    statuses.forEach(status -> list.add(document(status.join())));
                    return Answers.ok(body);
                });
    }

    private CompletionStage<HttpResponse> told(String view, Function<String, CompletionStage<ViewStatus>> order) {
        if (views.shape(view).isEmpty()) {
            throw new ProblemException(Problem.notFound("there is no view " + CommandBody.shortened(view)));
        }
        return order.apply(view).thenApply(status -> Answers.ok(document(status)));
    }

    private static ObjectNode document(ViewStatus status) {
        ObjectNode document = Answers.JSON
                .createObjectNode()
                .put("view", status.view())
                .put("state", status.state().name());
        status.live().ifPresent(live -> document.set("live", document(live)));
        status.building().ifPresent(building -> document.set("building", document(building)));
        return document;
    }

    private static ObjectNode document(GenerationStatus generation) {
        ObjectNode document = Answers.JSON
                .createObjectNode()
                .put("generation", generation.number())
                .put("revision", generation.revision())
                .put("position", generation.position().toString())
                .put("head", generation.head().toString());
        document.set("lag", Answers.of(generation.lag()));
        generation
                .failure()
                .ifPresent(failure -> document.putObject("failure")
                        .put("position", failure.position().toString())
                        .put("event", failure.event())
                        .put("message", failure.message()));
        return document;
    }
}
