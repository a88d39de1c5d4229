package dev.recount.http.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.decision.log.DecisionFilter;
import dev.recount.decision.log.DecisionFilter.Outcome;
import dev.recount.decision.log.DecisionPages;
import dev.recount.decision.log.DecisionPosition;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Circumstances;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.NextPage;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.StreamPaths;
import dev.recount.log.Log;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells the decisions on the commands of all streams, in pages. */
public final class DecisionLogEndpoint implements Endpoints {

    private final StreamPaths paths;
    private final DecisionPages pages;
    private final Log log;

    public DecisionLogEndpoint(StreamPaths paths, DecisionPages pages, Log log) {
        this.paths = paths;
        this.pages = pages;
        this.log = log;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/decisions",
                        Right.SUBSCRIBE,
                        "The decisions on the commands of all streams, accepted and rejected ones, in pages.",
                        this::answer)
                .reading(
                        Parameter.query(
                                "after",
                                Form.TEXT,
                                "The place after which the page begins, as a page before it gave it; start or now also"
                                        + " do."),
                        Parameter.query("type", Form.TEXT, "Stream types, separated by commas."),
                        Parameter.query("outcome", Form.TEXT, "The outcome: accepted or rejected."),
                        Parameter.LIMIT)
                .reading(Circumstances.parameters(paths.codecs()))
                .selective()
                .onRecordIfPersonal());
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        QueryParameters query = call.query();
        var filter =
                new DecisionFilter(paths.types(query, "type"), outcome(query), Circumstances.of(query), call.streams());
        int limit = query.limit();
        return after(query)
                .thenCompose(after -> pages.read(after, filter, limit))
                .thenApply(page -> page(call, page, filter, limit));
    }

    private static Optional<Outcome> outcome(QueryParameters query) {
        return query.text("outcome").map(outcome -> switch (outcome) {
            case "accepted" -> Outcome.ACCEPTED;
            case "rejected" -> Outcome.REJECTED;
            default -> throw new ProblemException(Problem.malformed("outcome: must be accepted or rejected"));
        });
    }

    private CompletionStage<DecisionPosition> after(QueryParameters query) {
        String after = query.text("after").orElse("start");
        return switch (after) {
            case "start" -> CompletableFuture.completedStage(DecisionPosition.START);
            case "now" -> pages.head();
            default -> position(after);
        };
    }

    /** A reader that waited at a place to which the log has not come would miss everything until then. */
    private CompletionStage<DecisionPosition> position(String text) {
        DecisionPosition position;
        try {
            position = DecisionPosition.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.malformed("after: " + malformed.getMessage()));
        }
        return log.headFor(position.log()).thenApply(head -> {
            if (!head.covers(position.log())) {
                throw new ProblemException(
                        Problem.malformed("after: this log has not come to " + position + "; read it from start"));
            }
            return position;
        });
    }

    private HttpResponse page(Call call, DecisionPages.Page page, DecisionFilter filter, int limit) {
        ObjectNode body = Answers.JSON.createObjectNode();
        ArrayNode decisions = body.putArray("decisions");
        var json = new DecisionJson(paths.codecs().reader());
        page.decisions().forEach(decision -> decisions.addRawValue(call.told(decision.stream(), json.of(decision))));
        body.put("head", page.isHead());
        body.put("next", next(page.reached(), filter, limit));
        return Answers.ok(body);
    }

    private static String next(DecisionPosition reached, DecisionFilter filter, int limit) {
        return NextPage.of("/decisions", reached)
                .with("type", filter.types())
                .with("outcome", filter.outcome().map(outcome -> outcome.name().toLowerCase(Locale.ROOT)))
                .of(filter.circumstances(), limit);
    }
}
