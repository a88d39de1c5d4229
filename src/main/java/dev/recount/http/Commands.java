package dev.recount.http;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.trace.TracedWork;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** One command in a request. */
record Commands(
        StreamPaths paths, Streams streams, RequestHeaders headers, HttpSettings settings, Materializer materializer) {

    /**
     * Has a command carried out, and answers what became of it.
     *
     * @throws ProblemException if what comes before the body is not as it should be
     */
    CompletionStage<HttpResponse> execute(CommandPath path, HttpRequest request) {
        StreamId stream = paths.stream(path.type(), path.id());
        StreamCodec<?, ?, ?> codec = paths.codec(stream.type());
        QueryParameters.requireNone(request);
        CommandRequest.Origin origin = headers.origin(request);
        CommandRequest.Conditions conditions = headers.conditions(request);
        requireJson(request.entity());
        requireSize(request.entity());
        TracedWork work = TracedWork.server("POST /streams/{type}/{id}/{Command}", headers.traceparent(request))
                .with("http.request.method", "POST")
                .with("recount.stream", stream.toString());
        return whole(request.entity())
                .thenCompose(body -> {
                    EncodedCommand command = CommandBody.read(
                            codec, path.command(), body.getData().toArray(), "");
                    var sent = new CommandRequest(stream, command, origin, conditions, false);
                    return work.with("recount.command", command.name()).around(() -> streams.execute(sent));
                })
                .thenApply(outcome -> Answers.of(outcome, paths.codecs().reader()))
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

    /** Returns the body when all of it has come, as that of a small request has from the beginning. */
    private CompletionStage<HttpEntity.Strict> whole(RequestEntity entity) {
        return entity instanceof HttpEntity.Strict strict
                ? CompletableFuture.completedStage(strict)
                : entity.withSizeLimit(settings.maxCommandBytes())
                        .toStrict(settings.bodyTimeout().toMillis(), materializer);
    }
}
