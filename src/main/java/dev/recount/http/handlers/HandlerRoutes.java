package dev.recount.http.handlers;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.handler.HandlerControls;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.Handlers;
import dev.recount.http.Answers;
import dev.recount.http.CommandBody;
import dev.recount.http.Problem;
import dev.recount.http.ProblemException;
import dev.recount.http.QueryParameters;
import dev.recount.http.RequestHeaders;
import dev.recount.http.Routes;
import dev.recount.model.StreamId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** Tells how handlers stand, and lets operators see to what they could not do. */
public final class HandlerRoutes extends AllDirectives implements Routes {

    /** What handlers are asked for may wait for the database, or for a reaction that runs. */
    private static final Executor BLOCKING = task -> Thread.ofVirtual().start(task);

    private final Handlers handlers;
    private final RequestHeaders headers;

    public HandlerRoutes(Handlers handlers, RequestHeaders headers) {
        this.handlers = handlers;
        this.headers = headers;
    }

    @Override
    public Route routes() {
        return pathPrefix(
                segment("admin").slash("handlers"),
                () -> concat(
                        pathEnd(() -> get(() -> answer(unasked(this::all)))),
                        path(segment(), name -> get(() -> answer(unasked(() -> status(name))))),
                        path(
                                segment().slash("pause"),
                                name -> post(() -> answer(unasked(() -> changed(name, HandlerControls::pause))))),
                        path(
                                segment().slash("resume"),
                                name -> post(() -> answer(unasked(() -> changed(name, HandlerControls::resume))))),
                        path(segment().slash("parked"), name -> get(() -> answer(request -> parked(name, request)))),
                        pathPrefix(segment().slash("parked"), this::ofStream)));
    }

    private Route ofStream(String name) {
        return concat(
                path(
                        segment().slash(segment()).slash("retry"),
                        (type, id) -> post(() -> answer(request -> retry(name, stream(type, id), request)))),
                path(
                        segment().slash(segment()).slash("drop"),
                        (type, id) -> post(() -> answer(request -> drop(name, stream(type, id), request)))));
    }

    private Route answer(Function<HttpRequest, ObjectNode> body) {
        return extractRequest(request -> {
            headers.principal(request); // operators have to be known where callers have to be
            Supplier<ObjectNode> answer = () -> body.apply(request);
            return completeWithFuture(
                    CompletableFuture.supplyAsync(answer, BLOCKING).thenApply(Answers::ok));
        });
    }

    private static Function<HttpRequest, ObjectNode> unasked(Supplier<ObjectNode> body) {
        return request -> {
            QueryParameters.requireNone(request);
            return body.get();
        };
    }

    private ObjectNode all() {
        return HandlerAnswers.all(
                handlers.all().stream().map(HandlerControls::status).toList());
    }

    private ObjectNode status(String name) {
        return HandlerAnswers.of(handler(name).status());
    }

    private interface Change {
        HandlerStatus of(HandlerControls handler);
    }

    private ObjectNode changed(String name, Change change) {
        HandlerControls handler = handler(name);
        return HandlerAnswers.of(change.of(handler));
    }

    private ObjectNode parked(String name, HttpRequest request) {
        HandlerControls handler = handler(name);
        var query = new QueryParameters(request, "after", "limit");
        int limit = query.limit();
        return HandlerAnswers.page(
                handler.name(), handler.pending(query.number("after", 0, Long.MAX_VALUE, 0), limit), limit);
    }

    private ObjectNode retry(String name, StreamId stream, HttpRequest request) {
        HandlerControls handler = handler(name);
        QueryParameters.requireNone(request);
        if (!handler.retry(stream)) {
            throw nothingPending(handler, stream);
        }
        return HandlerAnswers.of(handler.status());
    }

    private ObjectNode drop(String name, StreamId stream, HttpRequest request) {
        HandlerControls handler = handler(name);
        var query = new QueryParameters(request, "id");
        if (!query.has("id")) {
            throw new ProblemException(Problem.malformed("id: say which entry of the list of what is parked to drop"));
        }
        long id = query.number("id", 1, Long.MAX_VALUE, 0);
        if (!handler.drop(stream, id)) {
            throw new ProblemException(new Problem(
                    409,
                    "NOT_FIRST",
                    "entry " + id + " is not, or no longer, the first that is pending for " + stream));
        }
        return HandlerAnswers.of(handler.status());
    }

    private static ProblemException nothingPending(HandlerControls handler, StreamId stream) {
        return new ProblemException(
                Problem.notFound("handler " + handler.name() + " has nothing pending for " + stream));
    }

    private HandlerControls handler(String name) {
        return handlers.find(name)
                .orElseThrow(() ->
                        new ProblemException(Problem.notFound("there is no handler " + CommandBody.shortened(name))));
    }

    private static StreamId stream(String type, String id) {
        try {
            return new StreamId(type, id);
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed("path: " + unusable.getMessage()));
        }
    }
}
