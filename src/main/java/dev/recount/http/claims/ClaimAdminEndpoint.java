package dev.recount.http.claims;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.claim.ClaimStatus;
import dev.recount.claim.Claims;
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
 * {@code GET /admin/claims}: how far the names have come of whose values each is held by one stream at a time.
 *
 * @param executor runs what waits for the database
 */
public record ClaimAdminEndpoint(Claims claims, Executor executor) implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/admin/claims",
                Right.OPERATE,
                "The names of whose values each is held by one stream at a time, how far each has come, and what several"
                        + " streams hold.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        return CompletableFuture.supplyAsync(() -> Answers.ok(told(claims.all(), call.streams())), executor);
    }

    /** Numbers are of all streams; those that the caller may not read are not named. */
    private static ObjectNode told(List<ClaimStatus> all, Predicate<StreamId> mayRead) {
        ObjectNode document = Answers.JSON.createObjectNode();
        ArrayNode names = document.putArray("claims");
        for (ClaimStatus each : all) {
            ObjectNode name = names.addObject().put("name", each.name());
            ArrayNode types = name.putArray("types");
            each.types()
                    .forEach(type -> types.addObject()
                            .put("type", type.streamType())
                            .put("state", type.state().name()));
            name.put("held", each.held()).put("duplicates", each.duplicates());
            ArrayNode some = name.putArray("heldTwice");
            each.some().stream()
                    .filter(duplicate -> duplicate.streams().stream().anyMatch(mayRead))
                    .forEach(duplicate -> tell(duplicate.streams(), mayRead, some.addArray()));
            tell(each.uncounted(), mayRead, name.putArray("uncounted"));
        }
        return document;
    }

    private static void tell(List<StreamId> streams, Predicate<StreamId> mayRead, ArrayNode told) {
        streams.stream().filter(mayRead).forEach(stream -> told.add(stream.toString()));
    }
}
