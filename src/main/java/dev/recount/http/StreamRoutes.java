package dev.recount.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.history.History;
import dev.recount.http.history.Moments;
import dev.recount.journal.JournalPage;
import dev.recount.model.StreamId;
import dev.recount.stream.pekko.Streams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** One stream at a time: state and events; and the ids of a type's streams. */
final class StreamRoutes extends AllDirectives implements Routes {

    private final StreamPaths paths;
    private final Streams streams;
    private final History history;
    private final RequestHeaders headers;

    StreamRoutes(StreamPaths paths, Streams streams, History history, RequestHeaders headers) {
        this.paths = paths;
        this.streams = streams;
        this.history = history;
        this.headers = headers;
    }

    @Override
    public Route routes() {
        return pathPrefix(
                "streams",
                () -> concat(
                        path(segment(), type -> get(() -> extractRequest(request -> reply(ids(type, known(request)))))),
                        pathPrefix(
                                segment().slash(segment()),
                                (type, id) -> concat(
                                        pathEnd(() -> get(() -> extractRequest(
                                                request -> reply(state(paths.stream(type, id), known(request)))))),
                                        path(
                                                "events",
                                                () -> get(() -> extractRequest(request ->
                                                        reply(events(paths.stream(type, id), known(request)))))),
                                        path(
                                                segment(),
                                                // A command never comes here; whoever asks otherwise is told of POST.
                                                _ -> post(this::reject))))));
    }

    /** Lets a request pass whose caller is known, where callers have to be; reading is no more open than writing. */
    private HttpRequest known(HttpRequest request) {
        headers.principal(request);
        return request;
    }

    private Route reply(CompletionStage<HttpResponse> response) {
        return completeWithFuture(response);
    }

    private CompletionStage<HttpResponse> state(StreamId stream, HttpRequest request) {
        var query = new QueryParameters(request, "version", "at");
        return Moments.read(query, "version", "at", 1)
                .map(moment -> history.stateAt(stream, moment))
                .orElseGet(() -> streams.read(stream))
                .thenApply(Answers::of);
    }

    private CompletionStage<HttpResponse> events(StreamId stream, HttpRequest request) {
        var query = new QueryParameters(request, "after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE - 1, 0);
        int limit = query.limit();
        return history.events(stream, after + 1, limit)
                .thenCompose(page -> page.entries().isEmpty()
                        ? noEvents(stream, page, limit)
                        : CompletableFuture.completedStage(events(stream, page, limit)));
    }

    /** Tells a stream that has no event after a version from one that has no event at all. */
    private CompletionStage<HttpResponse> noEvents(StreamId stream, JournalPage page, int limit) {
        return history.events(stream, 1, 1)
                .thenApply(first -> first.entries().isEmpty()
                        ? Answers.noSuchStream(stream).response()
                        : events(stream, page, limit));
    }

    private HttpResponse events(StreamId stream, JournalPage page, int limit) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("stream", stream.toString());
        ArrayNode events = body.putArray("events");
        page.entries()
                .forEach(entry ->
                        events.addAll(CloudEvents.of(entry, paths.codecs().reader())));
        if (!page.atEnd()) {
            long last = page.entries().getLast().version();
            body.put("next", "/streams/" + stream + "/events?after=" + last + "&limit=" + limit);
        }
        return Answers.ok(body);
    }

    private CompletionStage<HttpResponse> ids(String type, HttpRequest request) {
        var query = new QueryParameters(request, "after", "limit");
        paths.codec(type);
        int limit = query.limit();
        Optional<String> after =
                query.text("after").map(id -> StreamPaths.id("after", type, id).id());
        return history.streams(type, after, limit).thenApply(ids -> ids(type, limit, ids));
    }

    private static HttpResponse ids(String type, int limit, List<String> ids) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("type", type);
        ArrayNode streams = body.putArray("streams");
        ids.forEach(streams::add);
        if (ids.size() == limit) {
            body.put("next", "/streams/" + type + "?after=" + ids.getLast() + "&limit=" + limit);
        }
        return Answers.ok(body);
    }
}
