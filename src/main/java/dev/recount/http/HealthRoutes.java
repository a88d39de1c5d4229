package dev.recount.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** Tells an operator, or what stands in for one, whether the process lives and whether it can serve. */
final class HealthRoutes extends AllDirectives implements Routes {

    private final Supplier<CompletionStage<Readiness>> readiness;

    HealthRoutes(Supplier<CompletionStage<Readiness>> readiness) {
        this.readiness = readiness;
    }

    @Override
    public Route routes() {
        return pathPrefix(
                "health",
                () -> concat(
                        path("live", () -> get(() -> extractRequest(request -> complete(live(request))))),
                        path("ready", () -> get(() -> extractRequest(request -> completeWithFuture(ready(request)))))));
    }

    private static HttpResponse live(HttpRequest request) {
        QueryParameters.requireNone(request);
        return status("live");
    }

    private CompletionStage<HttpResponse> ready(HttpRequest request) {
        QueryParameters.requireNone(request);
        return readiness.get().thenApply(HealthRoutes::ready);
    }

    private static HttpResponse ready(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready _ -> status("ready");
            case Readiness.NotReady(var why) -> new Problem(503, "NOT_READY", why).response();
        };
    }

    private static HttpResponse status(String status) {
        return Answers.ok(Answers.JSON.createObjectNode().put("status", status));
    }
}
