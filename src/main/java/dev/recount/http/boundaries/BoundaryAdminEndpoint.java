package dev.recount.http.boundaries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.boundary.Boundaries;
import dev.recount.boundary.TagStatus;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code GET /admin/boundaries}: the stream types whose events have tags, and whether those of before are tagged.
 *
 * @param executor runs what waits for the database
 */
public record BoundaryAdminEndpoint(Boundaries boundaries, Executor executor) implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/admin/boundaries",
                Right.OPERATE,
                "The stream types whose events have tags, by which commands find them that are decided on the events of"
                        + " several streams, and whether those of before are tagged.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        return CompletableFuture.supplyAsync(() -> Answers.ok(told(boundaries.all(), call.streams())), executor);
    }

    /** Streams that the caller may not read are not named. */
    private static ObjectNode told(List<TagStatus> all, Predicate<StreamId> mayRead) {
        ObjectNode document = Answers.JSON.createObjectNode();
        ArrayNode types = document.putArray("types");
        for (TagStatus each : all) {
            ObjectNode type = types.addObject()
                    .put("type", each.streamType())
                    .put("revision", each.revision())
                    .put("state", each.isBuilt() ? "IN_FORCE" : "BUILDING");
            ArrayNode untagged = type.putArray("untagged");
            each.untagged().stream().filter(mayRead).forEach(stream -> untagged.add(stream.toString()));
        }
        return document;
    }
}
