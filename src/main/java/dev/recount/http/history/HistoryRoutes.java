package dev.recount.http.history;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import dev.recount.history.History;
import dev.recount.history.Moment;
import dev.recount.http.Problem;
import dev.recount.http.ProblemException;
import dev.recount.http.QueryParameters;
import dev.recount.http.RequestHeaders;
import dev.recount.http.Routes;
import dev.recount.http.StreamPaths;
import dev.recount.model.StreamId;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code GET /streams/{type}/{id}/diff} and {@code GET /streams/{type}/{id}/history}. */
public final class HistoryRoutes extends AllDirectives implements Routes {

    private final StreamPaths paths;
    private final History history;
    private final RequestHeaders headers;

    public HistoryRoutes(StreamPaths paths, History history, RequestHeaders headers) {
        this.paths = paths;
        this.history = history;
        this.headers = headers;
    }

    @Override
    public Route routes() {
        return pathPrefix(
                "streams",
                () -> pathPrefix(
                        segment().slash(segment()),
                        (type, id) -> concat(
                                path("diff", () -> answer(request -> difference(paths.stream(type, id), request))),
                                path("history", () -> answer(request -> page(paths.stream(type, id), request))))));
    }

    /** What a request is answered with. */
    @FunctionalInterface
    private interface Answer {
        CompletionStage<HttpResponse> to(HttpRequest request);
    }

    private Route answer(Answer answer) {
        return get(() -> extractRequest(request -> {
            headers.principal(request);
            return completeWithFuture(answer.to(request));
        }));
    }

    private CompletionStage<HttpResponse> difference(StreamId stream, HttpRequest request) {
        var query = new QueryParameters(request, "from", "to", "fromAt", "toAt");
        Moment from = Moments.read(query, "from", "fromAt", 0)
                .orElseThrow(() -> new ProblemException(
                        Problem.malformed("from: is missing; 0 is the state before the first event")));
        Moment to = Moments.read(query, "to", "toAt", 0).orElse(Moment.Latest.INSTANCE);
        return history.difference(stream, from, to).thenApply(HistoryAnswers::of);
    }

    private CompletionStage<HttpResponse> page(StreamId stream, HttpRequest request) {
        var query = new QueryParameters(request, "after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE - 1, 0);
        int limit = query.limit();
        return history.page(stream, after, limit)
                .thenApply(page -> HistoryAnswers.of(page, limit, paths.codecs().reader()));
    }
}
