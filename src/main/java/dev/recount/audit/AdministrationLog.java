package dev.recount.audit;

import dev.recount.administration.AdministrationCommand;
import dev.recount.administration.AdministrationRules;
import dev.recount.administration.AdministrationRules.Part;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's record of administration, which is written like any stream: what completes is on record. */
public final class AdministrationLog {

    private static final Logger LOG = LoggerFactory.getLogger(AdministrationLog.class);

    private static final StreamCodec<?, AdministrationCommand, ?> FORM = new StreamCodec<>(AdministrationRules.TYPE);

    /** Whose records are the server's own. */
    private static final Principal SERVER = new Principal("recount");

    /** Refusals that may pass by themselves. */
    private static final Set<Refusal> PASSING = Set.of(Refusal.OVERLOADED, Refusal.UNAVAILABLE, Refusal.UNCONFIRMED);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_ATTEMPTS = 8;

    private final Streams streams;
    private final Clock clock;

    public AdministrationLog(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * An act that is on record, and whose answer is not yet.
     *
     * @param id its id
     * @param stream the stream that has it, which gets its answer too, be that of another day
     */
    public record Act(String id, StreamId stream, Sender sender) {}

    /**
     * Records what an administrator asks for, before it is done. Fails with {@link UnrecordedException} if that cannot
     * be: then it must not be done.
     *
     * @param request the request, by a new id for the act
     */
    public CompletionStage<Act> asked(Sender sender, AskedOf request) {
        var act = new Act(UUID.randomUUID().toString(), Part.ACTS.stream(clock.instant()), sender);
        return execute(act.stream(), request.command(act.id()), act.id(), sender)
                .thenApply(outcome -> {
                    require(outcome);
                    return act;
                });
    }

    /** Makes the command that records an act of an id. */
    @FunctionalInterface
    public interface AskedOf {
        AdministrationCommand.Ask command(String act);
    }

    /**
     * Records what the administrator is answered, which is done by now: where that cannot be recorded, it is tried
     * again for some seconds, and then said in the server's log. The stage never fails.
     */
    public CompletionStage<Void> answered(Act act, int status) {
        var answer = new AdministrationCommand.Answer(act.id(), status);
        return persistently(() -> execute(act.stream(), answer, act.id() + "-answered", act.sender()), 1)
                .thenAccept(outcome -> {
                    if (!(outcome instanceof Outcome.Accepted)) {
                        LOG.error(
                                "The answer {} to the act {} of {} could not be recorded: {}",
                                status,
                                act.id(),
                                act.stream(),
                                new UnrecordedException(outcome).getMessage());
                    }
                });
    }

    private interface Attempt {
        CompletionStage<Outcome> begin();
    }

    private static CompletionStage<Outcome> persistently(Attempt attempt, int number) {
        return attempt.begin().thenCompose(outcome -> {
            boolean passes = outcome instanceof Outcome.Refused refused && PASSING.contains(refused.refusal());
            return passes && number < MOST_ATTEMPTS
                    ? CompletableFuture.supplyAsync(
                                    () -> attempt,
                                    CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                            .thenCompose(again -> persistently(again, number + 1))
                    : CompletableFuture.completedStage(outcome);
        });
    }

    /** Records that a caller reads personal data. Fails with {@link UnrecordedException} if that cannot be. */
    public CompletionStage<Void> read(Sender sender, AdministrationCommand.NotePersonalRead read) {
        return execute(Part.READS.stream(clock.instant()), read, newId(), sender)
                .thenAccept(AdministrationLog::require);
    }

    /** Records log-ins that have failed. Fails with {@link UnrecordedException} if that cannot be. */
    public CompletionStage<Void> logInsFailed(AdministrationCommand.NoteFailedLogIns failed) {
        String id = newId();
        return execute(Part.LOG_INS.stream(clock.instant()), failed, id, new Sender(SERVER, id))
                .thenAccept(AdministrationLog::require);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private CompletionStage<Outcome> execute(
            StreamId stream, AdministrationCommand command, String commandId, Sender sender) {
        var origin = new CommandRequest.Origin(commandId, sender.principal(), sender.correlation(), Optional.empty());
        return streams.execute(new CommandRequest(
                stream, FORM.commands().write(command), origin, CommandRequest.Conditions.NONE, true));
    }

    private static void require(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new UnrecordedException(outcome);
        }
    }
}
