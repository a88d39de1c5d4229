package dev.recount.http.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.damage.DamagedStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells which streams are damaged, and why. */
public final class DamagedStreamsEndpoint implements Endpoints {

    private final DamagedStreams damaged;

    public DamagedStreamsEndpoint(DamagedStreams damaged) {
        this.damaged = damaged;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/admin/damaged-streams",
                Right.OPERATE,
                "The streams whose events are not those that were stored, from which version on, and why.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        ObjectNode document = Answers.JSON.createObjectNode();
        ArrayNode streams = document.putArray("streams");
        damaged.all().stream()
                .filter(each -> call.streams().test(each.stream()))
                .forEach(each -> streams.add(described(each)));
        return CompletableFuture.completedStage(Answers.ok(document));
    }

    private static ObjectNode described(Damage damage) {
        return Answers.JSON
                .createObjectNode()
                .put("stream", damage.stream().toString())
                .put("version", damage.version())
                .put("problem", damage.problem())
                .put("found", damage.found().toString());
    }
}
