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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's record of administration, which is written like any stream: what completes is on record. */
public final class AdministrationLog {

    private static final Logger LOG = LoggerFactory.getLogger(AdministrationLog.class);

    private static final StreamCodec<?, AdministrationCommand, ?> FORM = new StreamCodec<>(AdministrationRules.TYPE);

    /** The sender of what the server records of itself. */
    private static final Principal SERVER = new Principal("recount");

    /** The attempts of who waits for others to make way: nobody is kept waiting for more than a moment. */
    private static final Attempts ASKING =
            new Attempts(Set.of(Refusal.OVERLOADED), 6, Duration.ofMillis(50), Duration.ofSeconds(1));

    /** The attempts at recording what is done by now: it is worth minutes, each attempt by the same id. */
    private static final Attempts PERSISTENT = new Attempts(
            Set.of(Refusal.OVERLOADED, Refusal.UNAVAILABLE, Refusal.UNCONFIRMED),
            12,
            Duration.ofMillis(250),
            Duration.ofSeconds(30));

    /** The longest that an answer is kept back until it is on record. */
    private static final Duration KEPT_BACK = Duration.ofSeconds(5);

    /** The most streams that are tried, each where those before it are damaged. */
    private static final int MOST_STREAMS = 8;

    private final Function<CommandRequest, CompletionStage<Outcome>> streams;
    private final Clock clock;
    private final Duration keptBack;

    /**
     * Records by means of streams.
     *
     * @param streams has a command decided on, and never fails
     */
    public AdministrationLog(Function<CommandRequest, CompletionStage<Outcome>> streams, Clock clock) {
        this(streams, clock, KEPT_BACK);
    }

    AdministrationLog(Function<CommandRequest, CompletionStage<Outcome>> streams, Clock clock, Duration keptBack) {
        this.streams = streams;
        this.clock = clock;
        this.keptBack = keptBack;
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
        String id = newId();
        var recording = new Recording(Part.ACTS.stream(clock.instant()), request.command(id), id, sender);
        return ASKING.of(() -> record(recording)).thenApply(outcome -> new Act(id, required(outcome), sender));
    }

    /** Makes the command that records an act of an id. */
    @FunctionalInterface
    public interface AskedOf {
        AdministrationCommand.Ask command(String act);
    }

    /**
     * Records what the administrator is answered, which is done by now. Where that cannot be recorded within seconds,
     * the stage completes all the same, and it is tried on for some minutes; what comes of it is in the server's log.
     * The stage never fails.
     */
    public CompletionStage<Void> answered(Act act, int status) {
        var answer = new AdministrationCommand.Answer(act.id(), status);
        var recording = new Recording(act.stream(), answer, act.id() + "-answered", act.sender());
        CompletableFuture<Void> ended = PERSISTENT
                .of(() -> record(recording))
                .<Void>handle((outcome, failure) -> {
                    tellUnless(Optional.ofNullable(outcome), answer + " to " + act, failure);
                    return null;
                })
                .toCompletableFuture();
        return ended.copy()
                .orTimeout(keptBack.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    LOG.warn("{} to {} is not on record yet, and is given: it is tried on", answer, act, late);
                    return null;
                });
    }

    /** What is not accepted in the end stands in the server's log at least, with all that would be on record. */
    private static void tellUnless(Optional<Outcome> outcome, String recording, @Nullable Throwable failure) {
        if (outcome.filter(Outcome.Accepted.class::isInstance).isEmpty()) {
            String problem = outcome.map(refused -> new UnrecordedException(refused).getMessage())
                    .orElse("");
            LOG.error("{} could not be recorded: {}", recording, problem, failure);
        }
    }

    /** Records that a caller reads personal data. Fails with {@link UnrecordedException} if that cannot be. */
    public CompletionStage<Void> read(Sender sender, AdministrationCommand.NotePersonalRead read) {
        return require(new Recording(Part.READS.stream(clock.instant()), read, newId(), sender));
    }

    /** Records log-ins that have failed. Fails with {@link UnrecordedException} if that cannot be. */
    public CompletionStage<Void> logInsFailed(AdministrationCommand.NoteFailedLogIns failed) {
        String id = newId();
        return require(new Recording(Part.LOG_INS.stream(clock.instant()), failed, id, new Sender(SERVER, id)));
    }

    /**
     * Records that the file of callers has changed, which is so by now: where that cannot be recorded, it is tried for
     * some minutes, and then said in the server's log.
     */
    public void callersChanged(AdministrationCommand.NoteCallersChange change) {
        String id = newId();
        var recording = new Recording(Part.ACTS.stream(clock.instant()), change, id, new Sender(SERVER, id));
        var _ = PERSISTENT.of(() -> record(recording)).handle((outcome, failure) -> {
            tellUnless(Optional.ofNullable(outcome), change.toString(), failure);
            return null;
        });
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** A command that is to be recorded, and the stream that it is for. */
    private record Recording(StreamId stream, AdministrationCommand command, String commandId, Sender sender) {

        CommandRequest request() {
            var origin = CommandRequest.Origin.ofServer(
                    commandId, sender.principal(), sender.correlation(), Optional.empty());
            return new CommandRequest(
                    stream, FORM.commands().write(command), origin, CommandRequest.Conditions.NONE, true);
        }

        Recording inTheNext() {
            return new Recording(AdministrationRules.next(stream), command, commandId, sender);
        }
    }

    private CompletionStage<Void> require(Recording recording) {
        return record(recording).thenAccept(AdministrationLog::required);
    }

    private CompletionStage<Outcome> record(Recording recording) {
        return record(recording, 1);
    }

    /** Damage to the stream of a day keeps nobody from what has to be on record: it goes on in another one. */
    private CompletionStage<Outcome> record(Recording recording, int number) {
        return streams.apply(recording.request()).thenCompose(outcome -> {
            boolean isDamaged =
                    outcome instanceof Outcome.Refused refused && refused.refusal() == Refusal.STREAM_DAMAGED;
            return isDamaged && number < MOST_STREAMS
                    ? record(recording.inTheNext(), number + 1)
                    : CompletableFuture.completedStage(outcome);
        });
    }

    /** Returns the stream that it is on record in. */
    private static StreamId required(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.stream();
        }
        throw new UnrecordedException(outcome);
    }
}
