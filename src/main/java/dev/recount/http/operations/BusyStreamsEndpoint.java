package dev.recount.http.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells which streams get the most commands. */
public record BusyStreamsEndpoint(Operations operations) implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/admin/busy-streams",
                Right.OPERATE,
                "The streams that have got the most commands within the last minute, by way of this node.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        ObjectNode document = Answers.JSON.createObjectNode();
        ArrayNode streams = document.putArray("streams");
        operations.busiest().get().stream()
                .filter(each -> call.streams().test(each.stream()))
                .forEach(each -> streams.addObject()
                        .put("stream", each.stream().toString())
                        .put("commands", each.commands()));
        return CompletableFuture.completedStage(Answers.ok(document));
    }
}
