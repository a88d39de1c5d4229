package dev.recount.http.migrations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.request.CommandBody;
import dev.recount.migration.MigrationStatus;
import dev.recount.migration.Migrations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Tells how migrations stand, and lets operators begin them. */
public record MigrationEndpoints(Migrations migrations) implements Endpoints {

    private static final Executor BLOCKING = task -> Thread.ofVirtual().start(task);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/admin/migrations",
                        Right.OPERATE,
                        "The migrations and how they stand.",
                        answering(_ -> all())),
                Endpoint.get(
                        "/admin/migrations/{migration}",
                        Right.OPERATE,
                        "One migration.",
                        answering(call -> json(migrations.status(name(call))))),
                Endpoint.post(
                                "/admin/migrations/{migration}",
                                Right.OPERATE,
                                "Has a migration begin, or go on after a pause.",
                                answering(call -> json(migrations.begin(name(call)))))
                        .onRecord(),
                Endpoint.post(
                                "/admin/migrations/{migration}/pause",
                                Right.OPERATE,
                                "Has a migration rest.",
                                answering(call -> json(migrations.pause(name(call)))))
                        .onRecord());
    }

    private static Endpoint.Handling answering(Function<Call, ObjectNode> body) {
        return call -> {
            call.requireNoQuery();
            return CompletableFuture.supplyAsync(() -> body.apply(call), BLOCKING)
                    .thenApply(Answers::ok);
        };
    }

    private String name(Call call) {
        String name = call.path("migration");
        if (!migrations.has(name)) {
            throw new ProblemException(Problem.notFound("there is no migration " + CommandBody.shortened(name)
                    + (migrations.names().isEmpty() ? "" : "; there is " + String.join(", ", migrations.names()))));
        }
        return name;
    }

    private ObjectNode all() {
        ObjectNode body = Answers.JSON.createObjectNode();
        ArrayNode all = body.putArray("migrations");
        migrations.all().forEach(status -> all.add(json(status)));
        return body;
    }

    private static ObjectNode json(MigrationStatus status) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("migration", status.name());
        body.put("from", status.from());
        body.put("to", status.to());
        body.put("state", status.state().name());
        body.put("position", status.position().toString());
        body.set("lag", Answers.of(status.lag()));
        body.put("copied", status.copied());
        body.put("closed", status.streams().closed());
        body.put("total", status.streams().total());
        status.problem().ifPresent(problem -> body.put("problem", problem));
        return body;
    }
}
