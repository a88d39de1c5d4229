package dev.recount.http.worlds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.request.RequestBodies;
import dev.recount.world.AskedQuestion;
import dev.recount.world.QuestionJson;
import dev.recount.world.Worlds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The worlds: asked for, told of and dropped. */
public final class WorldEndpoints implements Endpoints {

    private final Worlds worlds;
    private final RequestBodies bodies;

    public WorldEndpoints(Worlds worlds, RequestBodies bodies) {
        this.worlds = worlds;
        this.bodies = bodies;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/admin/worlds", Right.PREVIEW, "The worlds, and the rules that there are.", this::all),
                Endpoint.post("/admin/worlds", Right.PREVIEW, "Has a world computed.", this::ask)
                        .onRecord(),
                Endpoint.get(
                        "/admin/worlds/{world}",
                        Right.PREVIEW,
                        "What a world has come to: its differences counted, and what could not be decided again.",
                        this::one),
                Endpoint.delete("/admin/worlds/{world}", Right.PREVIEW, "Has a world dropped.", this::drop)
                        .onRecord());
    }

    private CompletionStage<HttpResponse> all(Call call) {
        call.requireNoQuery();
        return WorldCalls.answered(worlds, () -> {
            ObjectNode body = Answers.JSON.createObjectNode();
            ArrayNode rules = body.putArray("rules");
            worlds.rules().names().forEach(rules::add);
            ArrayNode all = body.putArray("worlds");
            worlds.answers().all().forEach(told -> all.addRawValue(new RawValue(told)));
            return Answers.ok(body);
        });
    }

    private CompletionStage<HttpResponse> ask(Call call) {
        call.requireNoQuery();
        return bodies.json(call.request().entity())
                .thenCompose(body -> WorldCalls.answered(worlds, () -> {
                    AskedQuestion question = QuestionJson.read(new String(body, StandardCharsets.UTF_8));
                    Worlds.Asked asked = worlds.ask(question);
                    return Answers.ok(asked.told())
                            .withStatus(202)
                            .addHeader(RawHeader.create("Location", "/admin/worlds/" + asked.number()));
                }));
    }

    private CompletionStage<HttpResponse> one(Call call) {
        call.requireNoQuery();
        long world = WorldCalls.number(call);
        return WorldCalls.answered(
                worlds, () -> Answers.ok(worlds.answers().find(world).orElseThrow(() -> WorldCalls.unknown(world))));
    }

    private CompletionStage<HttpResponse> drop(Call call) {
        call.requireNoQuery();
        long world = WorldCalls.number(call);
        return WorldCalls.answered(worlds, () -> {
            if (!worlds.drop(world)) {
                throw WorldCalls.unknown(world);
            }
            return HttpResponse.create().withStatus(204);
        });
    }
}
