package dev.recount.http.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells an operator, or what stands in for one, whether the process lives and whether it can serve. */
public final class HealthEndpoints implements Endpoints {

    private final Operations operations;

    public HealthEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/health/live",
                        Right.NONE,
                        "Whether the process lives.",
                        call -> CompletableFuture.completedStage(live(call))),
                Endpoint.get("/health/ready", Right.NONE, "Whether the server can serve.", this::ready));
    }

    private HttpResponse live(Call call) {
        call.requireNoQuery();
        return answer(operations.live().get(), "live", "NOT_LIVE");
    }

    private CompletionStage<HttpResponse> ready(Call call) {
        call.requireNoQuery();
        return operations.ready().get().thenApply(health -> answer(health, "ready", "NOT_READY"));
    }

    private static HttpResponse answer(Health health, String status, String problemCode) {
        ObjectNode body = Answers.JSON.createObjectNode();
        if (health.isGood()) {
            body.put("status", status);
            body.set("checks", checks(health));
            return Answers.ok(body);
        }
        body.set("checks", checks(health));
        String problems = health.checks().stream()
                .filter(check -> !check.isGood())
                .flatMap(check -> check.problem().stream())
                .collect(Collectors.joining("; "));
        return new Problem(503, problemCode, problems).response(body);
    }

    private static ObjectNode checks(Health health) {
        ObjectNode checks = Answers.JSON.createObjectNode();
        health.checks()
                .forEach(check -> checks.put(check.name(), check.problem().orElse("ok")));
        return checks;
    }
}
