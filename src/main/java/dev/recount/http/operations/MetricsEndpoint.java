package dev.recount.http.operations;

import dev.recount.access.Right;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code GET /metrics}: what the server measures, in Prometheus's text format. */
public final class MetricsEndpoint implements Endpoints {

    private static final ContentType TEXT = ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

    private final Supplier<CompletionStage<String>> metrics;

    public MetricsEndpoint(Supplier<CompletionStage<String>> metrics) {
        this.metrics = metrics;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/metrics", Right.NONE, "The server's measurements, in Prometheus's text format.", this::scrape));
    }

    private CompletionStage<HttpResponse> scrape(Call call) {
        call.requireNoQuery();
        return metrics.get()
                .thenApply(text ->
                        HttpResponse.create().withEntity(HttpEntities.create((ContentType.NonBinary) TEXT, text)));
    }
}
