package dev.recount.stream.pekko;

import dev.recount.journal.EncodedCommand;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.SentAgain;
import dev.recount.stream.pekko.journal.JointWrites;
import dev.recount.stream.trace.TracedWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The streams as transactions ask them: to hold still each, to be stored together, and to go on. */
public final class Holds {

    private final Streams streams;
    private final JointWrites writes;

    Holds(Streams streams, JointWrites writes) {
        this.streams = streams;
        this.writes = writes;
    }

    /** The answer of a stream. */
    public sealed interface Answer {

        /** It holds still. */
        record Held(HeldStream stream) implements Answer {}

        /** Its command has what it needs; this is what became of it. */
        record Ready(EncodedCommand command) implements Answer {}

        /** It takes no part; or its command was carried out before. */
        record Refused(Outcome outcome) implements Answer {}
    }

    /**
     * Has a stream see to all that its command needs from outside, while it goes on with others. The stage never fails.
     */
    public CompletionStage<Answer> prepare(CommandRequest request) {
        Optional<String> traceparent = TracedWork.current();
        return asked(request.stream(), replyTo -> new StreamMessage.Prepare(request, replyTo, traceparent));
    }

    /**
     * Has a stream hold still with the decision on a command. The stage never fails.
     *
     * @param prepared the command with all that it needs
     * @param time how long it holds still if nobody releases it
     */
    public CompletionStage<Answer> hold(
            CommandRequest request, EncodedCommand prepared, String transaction, Duration time) {
        Optional<String> traceparent = TracedWork.current();
        return asked(
                request.stream(),
                replyTo -> new StreamMessage.Hold(request, prepared, transaction, time, replyTo, traceparent));
    }

    /**
     * Has a stream hold still at a version. The stage never fails.
     *
     * @param time how long it holds still if nobody releases it
     */
    public CompletionStage<Answer> holdStill(StreamId stream, long version, String transaction, Duration time) {
        return asked(stream, replyTo -> new StreamMessage.HoldStill(stream, version, transaction, time, replyTo));
    }

    private CompletionStage<Answer> asked(StreamId stream, Function<ActorRef<Object>, StreamMessage> message) {
        return streams.<Object>admitted(
                        () -> streams.<Object>ask(stream, message), refused -> refused, stream, Refusal.UNAVAILABLE)
                .thenApply(reply -> switch (reply) {
                    case HoldReply.Held held ->
                        new Answer.Held(new HeldStream(held, told -> streams.tell(stream, told)));
                    case HoldReply.Ready(var command) -> new Answer.Ready(command);
                    default -> new Answer.Refused((Outcome) reply);
                });
    }

    /**
     * Stores what would happen in streams of one journal, all of which hold still.
     *
     * @param latestNanos the latest moment at which the write may begin, as {@link System#nanoTime()} tells it
     * @return completes once it is committed; fails with {@link dev.recount.database.sql.NotWrittenException} if it is
     *     certain not to be
     */
    public CompletableFuture<@Nullable Void> store(
            int journal, String transaction, List<HeldStream> held, long latestNanos) {
        return writes.write(
                journal, transaction, held.stream().map(HeldStream::part).toList(), latestNanos);
    }

    /**
     * Returns what is known of a command that may have been carried out before: its outcome with all detail, or the
     * refusal where its id was another one's; nothing where its stream does not know it. The stage never fails.
     */
    public CompletionStage<Optional<Outcome>> earlier(CommandRequest request) {
        StreamId stream = request.stream();
        SentAgain sent = SentAgain.of(request);
        return streams.admitted(() -> streams.recalled(sent), Recalled.NotAsked::new, stream, Refusal.UNAVAILABLE)
                .thenCompose(recalled -> streams.told(recalled, sent)
                        .thenApply(known -> known.isEmpty() && recalled instanceof Recalled.Known
                                ? Optional.of(reused(request))
                                : known));
    }

    private static Outcome reused(CommandRequest request) {
        return new Outcome.Refused(
                request.stream(),
                Refusal.COMMAND_ID_REUSED,
                "the command id " + request.origin().commandId() + " came before with another command");
    }

    /** Returns what led to a command that was carried out before; the stage fails where the journal cannot be read. */
    public CompletionStage<Optional<String>> causation(Outcome.Accepted earlier) {
        return streams.causation(earlier);
    }

    /** Returns an outcome of one of the commands once it may be told: a rejection is on record then. */
    public CompletionStage<Outcome> onRecord(CommandRequest request, Outcome outcome) {
        return streams.onRecord(request, outcome);
    }

    /** Notes that a command has been answered. */
    public void answered(CommandRequest request, Outcome outcome, Duration time) {
        streams.answered(request, outcome, time);
    }
}
