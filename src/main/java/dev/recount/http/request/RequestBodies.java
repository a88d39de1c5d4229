package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.Materializer;

/** The bodies of requests that are one JSON document. */
public record RequestBodies(HttpSettings settings, Materializer materializer) {

    /**
     * Returns the bytes of a body when all of it has come, as those of a small request have from the beginning.
     *
     * @throws ProblemException if it is not said to be JSON, or is said to be larger than a command may be
     */
    public CompletionStage<byte[]> json(RequestEntity entity) {
        requireJson(entity);
        requireSize(entity);
        return whole(entity).thenApply(body -> body.getData().toArray());
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
