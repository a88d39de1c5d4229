package dev.recount.http.bulk;

import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.trace.TracedWork;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Carries out the lines of one bulk request, or of one session.
 *
 * <p>After a line whose command may not have been carried out, no later line of its stream is tried, so that what is in
 * the stream is always a beginning of what was sent for it; in a session until its client sends again what it was told
 * of.
 */
public final class BulkExecution {

    private static final Duration RETRY_AFTER = Duration.ofMillis(20);
    private static final int MAX_TRIES = 500;

    /** The lines of a busy stream wait, so that they do not hold up the reading of the others', in little memory. */
    private static final SideBySide.Limits LIMITS = new SideBySide.Limits(256, 4_096, 1 << 20);

    private static final String SPAN = "GET /session command";

    private final Streams streams;
    private final ActorSystem system;
    private final StoppedStreams stopped;
    private final Optional<String> traceparent;

    private BulkExecution(Streams streams, ActorSystem system, StoppedStreams stopped, Optional<String> traceparent) {
        this.streams = streams;
        this.system = system;
        this.stopped = stopped;
        this.traceparent = traceparent;
    }

    /** Returns what carries out the lines of one bulk request. */
    static Flow<BulkLine, ByteString, NotUsed> ofRequest(Streams streams, ActorSystem system) {
        return new BulkExecution(streams, system, StoppedStreams.forGood(LIMITS.taken()), Optional.empty()).flow();
    }

    /**
     * Returns what carries out the lines of one session.
     *
     * @param traceparent the work of the client that its commands are part of, if it says
     */
    public static Flow<BulkLine, ByteString, NotUsed> ofSession(
            Streams streams, ActorSystem system, Optional<String> traceparent) {
        return new BulkExecution(streams, system, StoppedStreams.untilSentAgain(LIMITS.taken()), traceparent).flow();
    }

    private Flow<BulkLine, ByteString, NotUsed> flow() {
        return Flow.fromGraph(new SideBySide(LIMITS, this::execute));
    }

    private CompletionStage<BulkResult> execute(BulkLine line) {
        return switch (line) {
            case BulkLine.Bad(var number, var problem) ->
                CompletableFuture.completedFuture(new BulkResult.Failed(number, problem, Optional.empty()));
            case BulkLine.Past(var number, var sent, var problem) ->
                streams.recall(sent)
                        .thenApply(known -> known.map(outcome -> result(number, sent.commandId(), outcome))
                                .orElseGet(
                                        () -> new BulkResult.Failed(number, problem, Optional.of(sent.commandId()))));
            case BulkLine.Command command
            when stopped.refuses(
                    command.request().stream(), command.request().origin().commandId()) ->
                CompletableFuture.completedFuture(BulkResult.notTried(command, stopped.areAll()));
            case BulkLine.Command(var number, var request) -> traced(number, request);
        };
    }

    private CompletionStage<BulkResult> traced(long number, CommandRequest request) {
        if (traceparent.isEmpty()) {
            return admitted(number, request, MAX_TRIES);
        }
        TracedWork work = TracedWork.within(SPAN, traceparent)
                .with("recount.stream", request.stream().toString())
                .with("recount.command", request.command().name());
        return work.around(() -> admitted(number, request, MAX_TRIES)).whenComplete((_, _) -> work.end());
    }

    /** Waits where a single command is refused for overload: holding back is what a bulk request asks for. */
    private CompletionStage<BulkResult> admitted(long number, CommandRequest request, int tries) {
        return streams.execute(request)
                .thenCompose(outcome -> isOverload(outcome) && tries > 1
                        ? Patterns.after(RETRY_AFTER, system, () -> admitted(number, request, tries - 1))
                        : CompletableFuture.completedFuture(
                                result(number, request.origin().commandId(), outcome)));
    }

    private static boolean isOverload(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var _, var refusal, var _) && refusal == Refusal.OVERLOADED;
    }

    private BulkResult result(long number, String commandId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new BulkResult.Accepted(number, accepted);
            case Outcome.Moved(var stream, var to) -> new BulkResult.Moved(number, stream, to, commandId);
            case Outcome.Rejected _, Outcome.NotPermitted _, Outcome.VersionConflict _ ->
                new BulkResult.Failed(number, Answers.problem(outcome), Optional.of(commandId));
            case Outcome.Refused refused -> {
                Problem problem = Answers.problem(refused);
                if (problem.status() >= 500) {
                    stopped.stop(refused.stream(), commandId);
                }
                yield new BulkResult.Failed(number, problem, Optional.of(commandId));
            }
        };
    }
}
