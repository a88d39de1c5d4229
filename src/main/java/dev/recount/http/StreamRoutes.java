package dev.recount.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.history.History;
import dev.recount.http.history.Moments;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.JournalPage;
import dev.recount.journal.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Streams;
import dev.recount.stream.trace.TracedWork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** One stream at a time: commands, state, events; and the ids of a type's streams. */
final class StreamRoutes extends AllDirectives implements Routes {

    private final StreamPaths paths;
    private final Streams streams;
    private final History history;
    private final RequestHeaders headers;
    private final HttpSettings settings;
    private final Materializer materializer;

    StreamRoutes(
            StreamPaths paths,
            Streams streams,
            History history,
            RequestHeaders headers,
            HttpSettings settings,
            Materializer materializer) {
        this.paths = paths;
        this.streams = streams;
        this.history = history;
        this.headers = headers;
        this.settings = settings;
        this.materializer = materializer;
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
                                                command -> post(() -> extractRequest(request ->
                                                        reply(execute(paths.stream(type, id), command, request)))))))));
    }

    /** Lets a request pass whose caller is known, where callers have to be; reading is no more open than writing. */
    private HttpRequest known(HttpRequest request) {
        headers.principal(request);
        return request;
    }

    private Route reply(CompletionStage<HttpResponse> response) {
        return completeWithFuture(response);
    }

    private CompletionStage<HttpResponse> execute(StreamId stream, String name, HttpRequest request) {
        StreamCodec<?, ?, ?> codec = paths.codec(stream.type());
        QueryParameters.requireNone(request);
        CommandRequest.Origin origin = headers.origin(request);
        CommandRequest.Conditions conditions = headers.conditions(request);
        requireJson(request.entity());
        requireSize(request.entity());
        TracedWork work = TracedWork.server("POST /streams/{type}/{id}/{Command}", headers.traceparent(request))
                .with("http.request.method", "POST")
                .with("recount.stream", stream.toString());
        return request.entity()
                .withSizeLimit(settings.maxCommandBytes())
                .toStrict(settings.bodyTimeout().toMillis(), materializer)
                .thenCompose(body -> {
                    EncodedCommand command =
                            CommandBody.read(codec, name, body.getData().toArray(), "");
                    var sent = new CommandRequest(stream, command, origin, conditions, false);
                    return work.with("recount.command", command.name()).around(() -> streams.execute(sent));
                })
                .thenApply(outcome -> Answers.of(outcome, paths.codecs()))
                .whenComplete((response, failure) -> end(work, response, failure));
    }

    private static void end(TracedWork work, @Nullable HttpResponse response, @Nullable Throwable failure) {
        if (response != null) {
            work.with("http.response.status_code", response.status().intValue());
        }
        if (failure != null || (response != null && response.status().intValue() >= 500)) {
            work.failed(failure == null ? "" : failure.toString());
        }
        work.end();
    }

    private static void requireJson(HttpEntity entity) {
        var media = entity.getContentType().mediaType();
        boolean isJson = media.subType().equals("json") || media.subType().endsWith("+json");
        if (!entity.isKnownEmpty() && !isJson) {
            throw new ProblemException(
                    new Problem(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type: must be application/json, not " + media));
        }
    }

    /** Refuses a body by the length that it declares; one that declares none is refused where it passes the limit. */
    private void requireSize(HttpEntity entity) {
        OptionalLong declared = entity.getContentLengthOption();
        if (declared.isPresent() && declared.getAsLong() > settings.maxCommandBytes()) {
            throw new ProblemException(Problem.tooLarge(settings.maxCommandBytes()));
        }
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
        page.entries().forEach(entry -> events.addAll(CloudEvents.of(entry, paths.codecs())));
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
