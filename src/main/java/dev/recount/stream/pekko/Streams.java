package dev.recount.stream.pekko;

import dev.recount.decision.RejectionLog;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import dev.recount.replay.Replay;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.RejectionRecorder;
import dev.recount.stream.SentAgain;
import dev.recount.stream.StateReply;
import dev.recount.stream.StreamListener;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.journal.JointWrites;
import dev.recount.stream.snapshot.SnapshotThinning;
import dev.recount.stream.trace.TracedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.apache.pekko.util.Timeout;
import scala.concurrent.ExecutionContext;

/** All streams of the cluster, as seen from this node: sends commands to their streams, wherever they live. */
public final class Streams {

    private static final ExecutionContext AT_ONCE = ExecutionContexts.fromExecutor(Runnable::run);

    private final StreamRegions regions;
    private final RepeatedOutcomes repeats;
    private final RejectionRecorder rejections;
    private final Function<StreamId, Optional<Outcome.Refused>> away;
    private final StreamListener listener;
    private final ClaimLook claims;
    private final BoundaryLook boundaries;
    private final StreamSettings settings;
    private final Timeout answerTimeout;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Holds holds;

    /**
     * The parts that deal with what is stored of streams.
     *
     * @param executors run the replays of each journal, which block
     */
    public record Past(Replay replay, PerJournal<? extends Executor> executors, SnapshotThinning thinning) {}

    /**
     * The parts of the server that the streams stand on.
     *
     * @param rejections the record of rejections of each journal
     * @param away tells what is answered for a stream where the database of its journal is known to be away, so that
     *     nothing needs to be tried
     * @param senders the rules that senders of commands are held against
     * @param claims tells what streams hold
     * @param boundaries reads what commands are decided on beside their own stream
     */
    public record Services(
            Codecs codecs,
            Past past,
            PerJournal<RejectionLog> rejections,
            Function<StreamId, Optional<Outcome.Refused>> away,
            Senders senders,
            ClaimLook claims,
            BoundaryLook boundaries,
            StreamListener listener,
            Clock clock) {}

    /** Starts this node's share of the streams. */
    public Streams(ActorSystem<?> system, Services services, StreamSettings settings) {
        this.repeats = new RepeatedOutcomes(services.past, services.codecs);
        this.rejections = new RejectionRecorder(services.rejections, settings);
        this.away = services.away;
        this.listener = services.listener;
        this.claims = services.claims;
        this.boundaries = services.boundaries;
        this.settings = settings;
        this.answerTimeout = Timeout.create(settings.answerTimeout());
        Undelivered.answer(system);
        this.regions = new StreamRegions(system, services, settings);
        this.holds = new Holds(this, new JointWrites(system.classicSystem(), services.clock));
    }

    /** Returns the streams as transactions ask them. */
    public Holds holds() {
        return holds;
    }

    /** Completes once this node's share of the streams can be reached; fails if that takes more than a minute. */
    public CompletionStage<Void> started() {
        return regions.started();
    }

    /**
     * Has a command decided on; what its stream answers is on record by then. The stage never fails because of the
     * command, the stream or the journal.
     */
    public CompletionStage<Outcome> execute(CommandRequest request) {
        StreamId stream = request.stream();
        long askedNanos = System.nanoTime();
        Optional<String> traceparent = TracedWork.current();
        return admitted(
                        () -> decided(request, traceparent, 1)
                                .thenCompose(outcome -> firstAnswer(request, outcome))
                                .thenCompose(outcome -> rejections.onRecord(request, outcome)),
                        refused -> refused,
                        stream,
                        Refusal.UNCONFIRMED)
                .thenCompose(outcome -> repeats.mayBeOfEarlierForm(outcome)
                        ? recall(SentAgain.of(request)).thenApply(known -> known.orElse(outcome))
                        : repeats.complete(outcome, request))
                .thenApply(outcome -> {
                    listener.answered(request, outcome, Duration.ofNanos(System.nanoTime() - askedNanos));
                    return outcome;
                });
    }

    /** Nothing was stored of a command that others came before, and it is decided on anew. */
    private CompletionStage<Outcome> decided(CommandRequest request, Optional<String> traceparent, int attempt) {
        return this.<Outcome>ask(request.stream(), replyTo -> new StreamMessage.Execute(request, replyTo, traceparent))
                .thenCompose(outcome -> outcome instanceof Outcome.Refused(var _, var refusal, var _)
                                && refusal == Refusal.BOUNDARY_CHANGED
                                && attempt < settings.boundary().attempts()
                        ? decided(request, traceparent, attempt + 1)
                        : CompletableFuture.completedStage(outcome));
    }

    /**
     * Tells what a command would come to, as it would be answered: nothing of it is stored or on record, and its id can
     * be used. The stage never fails because of the command, the stream or the journal.
     *
     * @param enriching whether what it needs from outside is looked up; else it is decided on as it came
     */
    public CompletionStage<Outcome> preview(CommandRequest request, boolean enriching) {
        StreamId stream = request.stream();
        Optional<String> traceparent = TracedWork.current();
        return admitted(
                        () -> this.<Outcome>ask(
                                        stream,
                                        replyTo -> new StreamMessage.Preview(request, enriching, replyTo, traceparent))
                                .thenCompose(outcome -> firstAnswer(request, outcome)),
                        refused -> refused,
                        stream,
                        Refusal.UNAVAILABLE)
                .thenCompose(outcome -> repeats.mayBeRepeat(outcome)
                        ? recall(SentAgain.of(request)).thenApply(known -> known.orElse(outcome))
                        : repeats.complete(outcome, request))
                .thenCompose(outcome -> repeats.keepable(outcome, request));
    }

    /**
     * Returns the first answer to a command that its sender must not send any more, if the same one has sent it before:
     * the stream may have come by that very command into the state in which it is not permitted.
     */
    private CompletionStage<Outcome> firstAnswer(CommandRequest request, Outcome outcome) {
        if (!(outcome instanceof Outcome.NotPermitted(var _, var basis, var _)) || basis.isEmpty()) {
            return CompletableFuture.completedStage(outcome);
        }
        SentAgain sent = SentAgain.of(request);
        return recalled(sent).thenCompose(recalled -> told(recalled, sent)).thenApply(known -> known.orElse(outcome));
    }

    /**
     * Has a correction recorded, unless its stream is at another version by now. The stage never fails because of the
     * correction, the stream or the journal.
     */
    public CompletionStage<Outcome> correct(CorrectionRequest correction) {
        StreamId stream = correction.request().stream();
        return admitted(
                        () -> this.<Outcome>ask(stream, replyTo -> new StreamMessage.Correct(correction, replyTo)),
                        refused -> refused,
                        stream,
                        Refusal.UNCONFIRMED)
                .thenCompose(outcome -> repeats.complete(outcome, correction.request()));
    }

    /** Completes the outcome of an earlier command with what was stored for it, if its request asks for that. */
    public CompletionStage<Outcome> completed(Outcome.Accepted earlier, CommandRequest request) {
        return repeats.complete(earlier, request);
    }

    /**
     * Has a step of a migration taken by the stream that it is for. The stage never fails because of the step, the
     * stream or the journal.
     */
    public CompletionStage<Outcome> migrate(MigrationStep step) {
        return admitted(
                () -> this.<Outcome>ask(step.stream(), replyTo -> new StreamMessage.Migrate(step, replyTo)),
                refused -> refused,
                step.stream(),
                Refusal.UNCONFIRMED);
    }

    /**
     * Returns the outcome of a command that today's code cannot read, where it was carried out before and is the same;
     * or that this cannot be told now.
     */
    public CompletionStage<Optional<Outcome>> recall(SentAgain sent) {
        return admitted(() -> recalled(sent), Recalled.NotAsked::new, sent.stream(), Refusal.UNAVAILABLE)
                .thenCompose(recalled -> told(recalled, sent));
    }

    CompletionStage<Recalled> recalled(SentAgain sent) {
        return ask(sent.stream(), replyTo -> new StreamMessage.Recall(sent.stream(), sent.commandId(), replyTo));
    }

    CompletionStage<Optional<Outcome>> told(Recalled recalled, SentAgain sent) {
        return switch (recalled) {
            case Recalled.Known(var outcome) -> repeats.complete(outcome, sent);
            case Recalled.NotAsked(var refused) -> CompletableFuture.completedStage(Optional.of(refused));
            case Recalled.Unknown() -> CompletableFuture.completedStage(Optional.empty());
        };
    }

    /**
     * Has a stream begin anew from what is stored, as some of it is read otherwise now; once that is accepted, nothing
     * is answered from before any more. The stage never fails because of the stream or the journal.
     */
    public CompletionStage<Outcome> beginAnew(StreamId stream) {
        return admitted(
                () -> this.<Outcome>ask(stream, replyTo -> new StreamMessage.BeginAnew(stream, replyTo)),
                refused -> refused,
                stream,
                Refusal.UNAVAILABLE);
    }

    /** Tells the state of a stream after all that was accepted before. */
    public CompletionStage<StateReply> read(StreamId stream) {
        return admitted(
                () -> this.<StateReply>ask(stream, replyTo -> new StreamMessage.Read(stream, replyTo)),
                StateReply.Failed::new,
                stream,
                Refusal.UNAVAILABLE);
    }

    CompletionStage<Optional<String>> causation(Outcome.Accepted earlier) {
        return repeats.causation(earlier);
    }

    CompletionStage<Outcome> onRecord(CommandRequest request, Outcome outcome) {
        return rejections.onRecord(request, outcome);
    }

    void answered(CommandRequest request, Outcome outcome, Duration time) {
        listener.answered(request, outcome, time);
    }

    /** Returns the look at what streams hold. */
    public ClaimLook claims() {
        return claims;
    }

    /** Returns the look at the events of several streams. */
    public BoundaryLook boundaries() {
        return boundaries;
    }

    /** Returns the number of commands and reads that wait for an answer. */
    public int inFlight() {
        return inFlight.get();
    }

    void tell(StreamId stream, StreamMessage message) {
        regions.entity(stream).tell(message);
    }

    /**
     * Asks a stream; the thread that brings the answer goes on with it, as Pekko's own stages would wake another for
     * each answer.
     */
    <T> CompletionStage<T> ask(StreamId stream, Function<ActorRef<T>, StreamMessage> message) {
        var answer = new CompletableFuture<T>();
        regions.entity(stream)
                .asScala()
                .<T>ask(message::apply, answerTimeout)
                .onComplete(tried -> tried.fold(answer::completeExceptionally, answer::complete), AT_ONCE);
        return answer;
    }

    <T> CompletionStage<T> admitted(
            Supplier<CompletionStage<T>> ask,
            Function<Outcome.Refused, T> refusal,
            StreamId stream,
            Refusal withoutAnswer) {
        Optional<Outcome.Refused> untried = away.apply(stream);
        if (untried.isPresent()) {
            return CompletableFuture.completedStage(refusal.apply(untried.get()));
        }
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedStage(refusal.apply(new Outcome.Refused(
                    stream, Refusal.OVERLOADED, settings.maxInFlight() + " requests are in flight already")));
        }
        return asked(ask).handle((answer, failure) -> {
            inFlight.decrementAndGet();
            return failure == null
                    ? answer
                    : refusal.apply(new Outcome.Refused(stream, withoutAnswer, withoutAnswer(failure)));
        });
    }

    /** Has what cannot even be asked fail as what has no answer does, so that its place is given back. */
    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> ask) {
        return CompletableFuture.completedStage(ask).thenCompose(Supplier::get);
    }

    private String withoutAnswer(Throwable failure) {
        boolean late = failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
        return late ? "no answer within " + settings.answerTimeout().toMillis() + " ms" : "the stream did not answer";
    }
}
