package dev.recount.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.HttpApi.Operations;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** Tells an operator, or what stands in for one, whether the process lives and whether it can serve. */
final class HealthRoutes extends AllDirectives implements Routes {

    private final Operations operations;

    HealthRoutes(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Route routes() {
        return pathPrefix(
                "health",
                () -> concat(
                        path("live", () -> get(() -> extractRequest(request -> complete(live(request))))),
                        path("ready", () -> get(() -> extractRequest(request -> completeWithFuture(ready(request)))))));
    }

    private HttpResponse live(HttpRequest request) {
        QueryParameters.requireNone(request);
        return answer(operations.live().get(), "live", "NOT_LIVE");
    }

    private CompletionStage<HttpResponse> ready(HttpRequest request) {
        QueryParameters.requireNone(request);
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
