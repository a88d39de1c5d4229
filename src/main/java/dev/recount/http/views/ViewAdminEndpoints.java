package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Inquiry;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoint.Handling;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.request.CommandBody;
import dev.recount.view.ViewStatus;
import dev.recount.view.ViewStatus.GenerationStatus;
import dev.recount.view.Views;
import dev.recount.view.generation.Generation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The state of views, and the orders of operators to them. */
public final class ViewAdminEndpoints implements Endpoints {

    private final Views views;

    public ViewAdminEndpoints(Views views) {
        this.views = views;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/admin/views", Right.OPERATE, "The views and how they stand.", this::all),
                Endpoint.get("/admin/views/{view}", Right.OPERATE, "One view.", told(views::status)),
                Endpoint.post("/admin/views/{view}/pause", Right.OPERATE, "Has a view rest.", told(views::pause))
                        .onRecord(),
                Endpoint.post("/admin/views/{view}/resume", Right.OPERATE, "Has a view go on.", told(views::resume))
                        .onRecord(),
                Endpoint.post(
                                "/admin/views/{view}/rebuild",
                                Right.OPERATE,
                                "Has a view built anew beside the one that is asked.",
                                told(views::rebuild))
                        .onRecord());
    }

    private CompletionStage<HttpResponse> all(Call call) {
        call.requireNoQuery();
        var inquiry = new Inquiry<ViewStatus>("view", ViewAdminEndpoints::document);
        views.names().forEach(view -> inquiry.ask(view, views.status(view)));
        return inquiry.answer("views");
    }

    private Handling told(Function<String, CompletionStage<ViewStatus>> order) {
        return call -> {
            call.requireNoQuery();
            String view = call.path("view");
            if (views.shape(view).isEmpty()) {
                throw new ProblemException(Problem.notFound("there is no view " + CommandBody.shortened(view)));
            }
            return order.apply(view).thenApply(status -> Answers.ok(document(status)));
        };
    }

    private static ObjectNode document(ViewStatus status) {
        ObjectNode document = Answers.JSON
                .createObjectNode()
                .put("view", status.view())
                .put("state", status.state().name());
        status.live().ifPresent(live -> document.set("live", document(live)));
        status.building().ifPresent(building -> document.set("building", document(building)));
        return document;
    }

    private static ObjectNode document(GenerationStatus generation) {
        ObjectNode document = Answers.JSON
                .createObjectNode()
                .put("generation", generation.number())
                .put("revision", generation.revision())
                .put("position", generation.position().toString())
                .put("head", generation.head().toString());
        document.set("lag", Answers.of(generation.lag()));
        generation.failure().ifPresent(failure -> document.set("failure", document(failure)));
        return document;
    }

    private static ObjectNode document(Generation.Failure failure) {
        ObjectNode document = Answers.JSON.createObjectNode();
        if (!failure.event().isEmpty()) {
            document.put("position", failure.position().toString()).put("event", failure.event());
        }
        return document.put("message", failure.message());
    }
}
