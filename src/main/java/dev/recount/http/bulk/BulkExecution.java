package dev.recount.http.bulk;

import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;

/**
 * Carries out the lines of one bulk request.
 *
 * <p>After a line whose command may not have been carried out, no later line of its stream is tried, so that what is in
 * the stream is always a beginning of what was sent for it.
 */
final class BulkExecution {

    private static final Duration RETRY_AFTER = Duration.ofMillis(20);
    private static final int MAX_TRIES = 500;

    private final Streams streams;
    private final ActorSystem system;
    private final Set<StreamId> stopped = ConcurrentHashMap.newKeySet();

    BulkExecution(Streams streams, ActorSystem system) {
        this.streams = streams;
        this.system = system;
    }

    CompletionStage<BulkResult> execute(BulkLine line) {
        return switch (line) {
            case BulkLine.Bad(var number, var problem) ->
                CompletableFuture.completedFuture(new BulkResult.Failed(number, problem, Optional.empty()));
            case BulkLine.Past(var number, var sent, var problem) ->
                streams.recall(sent)
                        .thenApply(known -> known.map(outcome -> result(number, sent.commandId(), outcome))
                                .orElseGet(
                                        () -> new BulkResult.Failed(number, problem, Optional.of(sent.commandId()))));
            case BulkLine.Command command
            when stopped.contains(command.request().stream()) ->
                CompletableFuture.completedFuture(BulkResult.notTried(command));
            case BulkLine.Command(var number, var request) -> admitted(number, request, MAX_TRIES);
        };
    }

    /** Waits where a single command is refused for overload: holding back is what a bulk request asks for. */
    private CompletionStage<BulkResult> admitted(int number, CommandRequest request, int tries) {
        return streams.execute(request)
                .thenCompose(outcome -> isOverload(outcome) && tries > 1
                        ? Patterns.after(RETRY_AFTER, system, () -> admitted(number, request, tries - 1))
                        : CompletableFuture.completedFuture(
                                result(number, request.origin().commandId(), outcome)));
    }

    private static boolean isOverload(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var _, var refusal, var _) && refusal == Refusal.OVERLOADED;
    }

    private BulkResult result(int number, String commandId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new BulkResult.Accepted(number, accepted);
            case Outcome.Moved(var stream, var to) -> new BulkResult.Moved(number, stream, to, commandId);
            case Outcome.Rejected _, Outcome.NotPermitted _, Outcome.VersionConflict _ ->
                new BulkResult.Failed(number, Answers.problem(outcome), Optional.of(commandId));
            case Outcome.Refused refused -> {
                Problem problem = Answers.problem(refused);
                if (problem.status() >= 500) {
                    stopped.add(refused.stream());
                }
                yield new BulkResult.Failed(number, problem, Optional.of(commandId));
            }
        };
    }
}
