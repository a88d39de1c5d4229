package dev.recount.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code GET /metrics}: what the server measures, in Prometheus's text format. */
final class MetricsRoutes extends AllDirectives implements Routes {

    private static final ContentType TEXT = ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

    private final Supplier<CompletionStage<String>> metrics;

    MetricsRoutes(Supplier<CompletionStage<String>> metrics) {
        this.metrics = metrics;
    }

    @Override
    public Route routes() {
        return path("metrics", () -> get(() -> extractRequest(request -> completeWithFuture(scrape(request)))));
    }

    private CompletionStage<HttpResponse> scrape(HttpRequest request) {
        QueryParameters.requireNone(request);
        return metrics.get()
                .thenApply(text ->
                        HttpResponse.create().withEntity(HttpEntities.create((ContentType.NonBinary) TEXT, text)));
    }
}
