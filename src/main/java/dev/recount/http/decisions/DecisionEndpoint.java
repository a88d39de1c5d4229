package dev.recount.http.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.decision.DecisionCursor;
import dev.recount.decision.Decisions;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.StreamPaths;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells the decisions on the commands of a stream, in pages. */
public final class DecisionEndpoint implements Endpoints {

    private final StreamPaths paths;
    private final Decisions decisions;

    public DecisionEndpoint(StreamPaths paths, Decisions decisions) {
        this.paths = paths;
        this.decisions = decisions;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/streams/{type}/{id}/decisions",
                        Right.READ,
                        "The decisions on the commands of a stream, accepted and rejected ones, in pages.",
                        this::answer)
                .reading(
                        Parameter.query(
                                "after",
                                Form.TEXT,
                                "The place after which the page begins, as a page before it gave it."),
                        Parameter.LIMIT)
                .ofPresentUnless()
                .onRecordIfPersonal());
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        StreamId stream = paths.stream(call.path("type"), call.path("id"));
        QueryParameters query = call.query();
        DecisionCursor after = query.text("after").map(DecisionEndpoint::cursor).orElse(DecisionCursor.START);
        int limit = query.limit();
        return decisions
                .read(stream, after, limit)
                .thenCompose(page -> {
                    if (!page.decisions().isEmpty()) {
                        return CompletableFuture.completedStage(page(stream, page, limit));
                    }
                    return after.equals(DecisionCursor.START)
                            ? CompletableFuture.completedStage(nothingDecided(stream))
                            : noMoreDecisions(stream, page, limit);
                })
                .exceptionally(failure -> damaged(stream, failure));
    }

    private static DecisionCursor cursor(String text) {
        try {
            return DecisionCursor.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.malformed("after: " + malformed.getMessage()));
        }
    }

    /** Tells a stream with no decision after a cursor from one with no decision at all. */
    private CompletionStage<HttpResponse> noMoreDecisions(StreamId stream, Decisions.Page page, int limit) {
        return decisions
                .read(stream, DecisionCursor.START, 1)
                .thenApply(first -> first.decisions().isEmpty() ? nothingDecided(stream) : page(stream, page, limit));
    }

    private static HttpResponse nothingDecided(StreamId stream) {
        return Problem.notFound("nothing was decided for " + stream).response();
    }

    private static HttpResponse damaged(StreamId stream, Throwable failure) {
        if (failure.getCause() instanceof MalformedException) {
            return new Problem(500, "STREAM_DAMAGED", "an event of " + stream + " cannot be read").response();
        }
        throw failure instanceof CompletionException known ? known : new CompletionException(failure);
    }

    private HttpResponse page(StreamId stream, Decisions.Page page, int limit) {
        if (page.isBeyond()) {
            return Problem.malformed("after: " + stream + " has not come to it").response();
        }
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("stream", stream.toString());
        ArrayNode all = body.putArray("decisions");
        Iterator<Long> numbers = page.rejections().iterator();
        var json = new DecisionJson(paths.codecs().reader());
        page.decisions().forEach(decision -> all.add(json.of(stream, decision, numbers)));
        body.put("head", page.isHead());
        body.put("next", "/streams/" + stream + "/decisions?after=" + page.reached() + "&limit=" + limit);
        return Answers.ok(body);
    }
}
