package dev.recount.http.endpoint;

import dev.recount.cluster.singleton.UnreachableException;
import dev.recount.database.segment.SegmentAwayException;
import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.limit.TooManyRequestsException;
import dev.recount.http.request.HttpSettings;
import dev.recount.view.ViewException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what goes wrong while a request is answered into problem documents. */
record Failures(HttpSettings settings) {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    HttpResponse response(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem().response();
            case TooManyRequestsException many -> many.response();
            case CompletionException wrapper when wrapper.getCause() != null -> response(wrapper.getCause());
            case EntityStreamSizeException _ ->
                Problem.tooLarge(settings.maxCommandBytes()).response();
            case TimeoutException _ ->
                new Problem(
                                408,
                                "TOO_SLOW",
                                "the body did not arrive within "
                                        + settings.bodyTimeout().toMillis() + " ms")
                        .response();
            case EntityStreamException _ ->
                Problem.malformed("the body broke off").response();
            case RejectedExecutionException _ ->
                new Problem(503, "OVERLOADED", "too many questions wait for their answers; ask again").response();
            case UnreachableException away ->
                new Problem(503, "UNAVAILABLE", away.getMessage() + " now; ask again").response();
            case ViewException away -> new Problem(503, "UNAVAILABLE", away.getMessage() + "; ask again").response();
            case SegmentDeletedException gone ->
                new Problem(410, "ARCHIVE_DELETED", String.valueOf(gone.getMessage())).response();
            case SegmentAwayException away ->
                new Problem(503, "ARCHIVE_AWAY", away.getMessage() + "; ask again").response();
            case DatabaseException _ ->
                new Problem(503, "UNAVAILABLE", "the journal cannot be read; ask again").response();
            default -> {
                LOG.error("A request failed", failure);
                yield Problem.internal().response();
            }
        };
    }
}
