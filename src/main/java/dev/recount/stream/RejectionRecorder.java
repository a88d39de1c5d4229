package dev.recount.stream;

import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision.Rejected;
import dev.recount.decision.Rejection;
import dev.recount.decision.RejectionLog;
import dev.recount.journal.spread.PerJournal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorder of what a domain's rules reject: a rejection is on record before the client is told of it. */
public final class RejectionRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(RejectionRecorder.class);

    private final PerJournal<RejectionLog> logs;
    private final StreamSettings settings;

    public RejectionRecorder(PerJournal<RejectionLog> logs, StreamSettings settings) {
        this.logs = logs;
        this.settings = settings;
    }

    /**
     * Returns the outcome once it may be told: at once, unless it is a rejection, and another one if that cannot be
     * recorded.
     */
    public CompletionStage<Outcome> onRecord(CommandRequest request, Outcome outcome) {
        return settings.decisions().recordRejections()
                ? decision(request, outcome)
                        .map(decision -> recorded(request, new Rejection(request.stream(), decision), outcome))
                        .orElseGet(() -> CompletableFuture.completedStage(outcome))
                : CompletableFuture.completedStage(outcome);
    }

    private CompletionStage<Outcome> recorded(CommandRequest request, Rejection rejection, Outcome outcome) {
        return logs.of(request.stream())
                .append(rejection)
                .orTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, failure) -> failure == null ? outcome : unrecorded(request, failure));
    }

    private static Outcome unrecorded(CommandRequest request, Throwable failure) {
        try (var _ = LogContext.of(request)) {
            LOG.warn("A rejection of {} could not be recorded", request.stream(), failure);
        }
        return new Outcome.Refused(
                request.stream(), Refusal.UNAVAILABLE, "the decision on the command could not be recorded");
    }

    /** Only what the domain's own rules say is a decision of theirs. */
    private static Optional<Rejected> decision(CommandRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Rejected(var _, var basis, var reason, var message) ->
                Optional.of(rejected(request, basis, reason, message));
            case Outcome.NotPermitted(var _, var basis, var message) ->
                basis.map(domains -> rejected(request, domains, "NOT_PERMITTED", message));
            case Outcome.Accepted _, Outcome.VersionConflict _, Outcome.Moved _, Outcome.Refused _ -> Optional.empty();
        };
    }

    private static Rejected rejected(CommandRequest request, Outcome.Basis basis, String reason, String message) {
        CommandRequest.Origin origin = request.origin();
        var command = new DecidedCommand(
                origin.commandId(),
                basis.command().name(),
                basis.command().revision(),
                basis.command().data(),
                origin.metadata(basis.time(), basis.decided()),
                basis.command().rules());
        return new Rejected(command, OptionalLong.of(basis.version()), reason, message);
    }
}
