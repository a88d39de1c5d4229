package dev.recount.http.bulk;

import dev.recount.database.sql.DatabaseException;
import dev.recount.http.answer.Problem;
import dev.recount.http.endpoint.Call;
import dev.recount.http.preview.PreviewAnswers;
import dev.recount.model.StreamId;
import dev.recount.preview.Preview;
import dev.recount.preview.Rehearsals;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the lines of one bulk request would come to: each meets what those before it of its stream would have led
 * to.
 *
 * <p>After a line of which that cannot be told, nothing is told of a later line of its stream.
 */
final class BulkPreview {

    private static final Logger LOG = LoggerFactory.getLogger(BulkPreview.class);

    private static final Duration RETRY_AFTER = Duration.ofMillis(20);
    private static final int MAX_TRIES = 500;

    private final Rehearsals rehearsals;
    private final PreviewAnswers answers;
    private final Call call;
    private final ActorSystem system;
    private final Set<StreamId> stopped = ConcurrentHashMap.newKeySet();

    BulkPreview(Rehearsals rehearsals, PreviewAnswers answers, Call call, ActorSystem system) {
        this.rehearsals = rehearsals;
        this.answers = answers;
        this.call = call;
        this.system = system;
    }

    CompletionStage<BulkResult> execute(BulkLine line) {
        return switch (line) {
            case BulkLine.Bad(var number, var problem) -> failed(number, problem);
            case BulkLine.Past(var number, var _, var problem) -> failed(number, problem);
            case BulkLine.Command command
            when stopped.contains(command.request().stream()) ->
                CompletableFuture.completedFuture(BulkResult.notTried(command, false));
            case BulkLine.Command(var number, var request) -> previewed(number, request, MAX_TRIES);
        };
    }

    private static CompletionStage<BulkResult> failed(long number, Problem problem) {
        return CompletableFuture.completedFuture(new BulkResult.Failed(number, problem, Optional.empty()));
    }

    /** Waits where too many questions wait already: holding back is what a bulk request asks for. */
    private CompletionStage<BulkResult> previewed(long number, CommandRequest request, int tries) {
        return rehearsals
                .next(request)
                .thenApply(preview -> told(number, request.stream(), preview))
                .exceptionallyCompose(failure -> {
                    Throwable inner = failure.getCause();
                    Throwable cause = failure instanceof CompletionException && inner != null ? inner : failure;
                    return cause instanceof RejectedExecutionException && tries > 1
                            ? Patterns.after(RETRY_AFTER, system, () -> previewed(number, request, tries - 1))
                            : failed(number, stopping(request.stream(), cause));
                });
    }

    private BulkResult told(long number, StreamId stream, Preview preview) {
        if (!(preview instanceof Preview.Told(Outcome.Accepted _))
                && PreviewAnswers.problem(preview).status() >= 500) {
            stopped.add(stream);
        }
        return new BulkResult.Previewed(number, call.told(stream, answers.line(number, stream, preview)));
    }

    private Problem stopping(StreamId stream, Throwable failure) {
        stopped.add(stream);
        return switch (failure) {
            case RejectedExecutionException _ ->
                new Problem(503, "OVERLOADED", "too many questions wait for their answers; ask again");
            case DatabaseException _ -> new Problem(503, "UNAVAILABLE", "the journal cannot be read; ask again");
            default -> {
                LOG.error("A line of a bulk request could not be tried", failure);
                yield Problem.internal();
            }
        };
    }
}
