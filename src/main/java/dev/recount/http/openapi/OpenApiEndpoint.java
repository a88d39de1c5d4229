package dev.recount.http.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Compression;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.EndpointTable;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.type.StreamType;
import dev.recount.view.Views;
import dev.recount.view.query.Shape;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code GET /openapi.json}: the whole interface, for people and for the makers of clients. */
public final class OpenApiEndpoint implements Endpoints {

    private final Codecs codecs;
    private final Views views;
    private final Supplier<EndpointTable> table;

    public OpenApiEndpoint(Codecs codecs, Views views, Supplier<EndpointTable> table) {
        this.codecs = codecs;
        this.views = views;
        this.table = table;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/openapi.json", Right.NONE, "The description of the interface, as OpenAPI 3.1.", this::describe));
    }

    private List<StreamType<?, ?, ?>> commanded() {
        return codecs.types().stream()
                .filter(type -> !StreamType.isOwn(type.name()))
                .toList();
    }

    private CompletionStage<HttpResponse> describe(Call call) {
        call.requireNoQuery();
        var shapes = new TreeMap<String, Shape>();
        views.names().forEach(view -> shapes.put(view, views.shape(view).orElseThrow()));
        ObjectNode document = new Description(commanded(), codecs.metadata(), shapes)
                .of(table.get().all());
        return CompletableFuture.completedStage(Compression.ok(document.toString(), call.request()));
    }
}
