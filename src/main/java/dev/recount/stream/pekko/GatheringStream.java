package dev.recount.stream.pekko;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.Outcome;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.trace.TracedWork;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/**
 * The order in which a stream's actor takes messages, stores events and answers: what comes while it writes is gathered
 * and stored together, what cannot be gathered waits, and nothing is answered before what it rests on is stored.
 */
abstract class GatheringStream<S, E> extends PersistentStream<S, E> {

    private final ActorContext<StreamMessage> context;
    private final StreamId stream;
    private final Waits waits;
    private final Holding holding;
    private final ClaimChecks claims;
    private final Consumer<StreamMessage> successor;
    private final Gathering<S> gathering = new Gathering<>();

    /**
     * Prepares the actor of a stream.
     *
     * @param successor takes a message to the stream, wherever and whenever it lives
     */
    GatheringStream(
            ActorContext<StreamMessage> context,
            StreamId stream,
            StreamCodec<S, ?, E> codec,
            StreamSettings settings,
            Services services,
            Consumer<StreamMessage> successor) {
        super(context, stream, codec, settings, services);
        this.context = context;
        this.stream = stream;
        this.waits = new Waits(context, settings.enrichmentTimeout(), settings.answerTimeout());
        this.holding = new Holding(context);
        this.claims = new ClaimChecks(stream, services.claims());
        this.successor = successor;
    }

    /** Takes a message that does not have to wait. */
    abstract ReplyEffect<Recorded, StreamState<S>> handleNow(StreamState<S> stored, StreamMessage message);

    final ActorRef<StreamMessage> self() {
        return context.getSelf();
    }

    final Waits waits() {
        return waits;
    }

    final Holding holding() {
        return holding;
    }

    final ClaimChecks claims() {
        return claims;
    }

    /** Returns the stream as it will be once all that is gathered is stored. */
    final StreamState<S> gathered(StreamState<S> stored) {
        return gathering.state(stored);
    }

    @Override
    final void notWritten(Throwable failure) {
        claims.notWritten(failure instanceof NotWrittenException);
        gathering.failed(failure, successor);
        storeLater(); // what had to wait for the events goes on
    }

    private void storeLater() {
        context.getSelf().tell(StreamMessage.Store.INSTANCE);
    }

    @Override
    public final CommandHandlerWithReply<StreamMessage, Recorded, StreamState<S>> commandHandler() {
        return this::handle;
    }

    private ReplyEffect<Recorded, StreamState<S>> handle(StreamState<S> stored, StreamMessage message) {
        if (message == StreamMessage.Store.INSTANCE) {
            return holding.isOn() ? Effect().noReply() : store();
        }
        boolean hasToWait = holding.keeps(message) || !(gathering.isEmpty() || Gathering.mayJoin(message));
        return hasToWait ? Effect().stash() : handleNow(stored, message);
    }

    final ReplyEffect<Recorded, StreamState<S>> answer(StreamMessage.Answered message, Outcome outcome) {
        return answer(message.replyTo(), message, outcome, refused -> refused);
    }

    /** An answer that rests on a state which is not stored yet is given once it is. */
    final <T> ReplyEffect<Recorded, StreamState<S>> answer(
            ActorRef<T> replyTo,
            StreamMessage message,
            T answer,
            Function<? super Outcome.Refused, ? extends T> unsettled) {
        if (gathering.isEmpty()) {
            return Effect().reply(replyTo, answer);
        }
        // what has been enriched goes to no other node
        StreamMessage asked = message.unanswered().orElse(message);
        gathering.add(new PendingAnswer.OfLook<>(stream, replyTo, asked, answer, unsettled));
        return Effect().noReply();
    }

    /** Goes on with what would be stored, unless others hold what it takes. */
    final ReplyEffect<Recorded, StreamState<S>> unlessHeld(
            Step.Append<?> step,
            StreamMessage.Answered message,
            boolean keeps,
            Supplier<ReplyEffect<Recorded, StreamState<S>>> then) {
        return switch (claims.look(step, message, keeps, waits)) {
            case ClaimChecks.Finding.Free() -> then.get();
            case ClaimChecks.Finding.Awaited() -> Effect().noReply();
            case ClaimChecks.Finding.Denied(var outcome) -> answer(message, outcome);
        };
    }

    /** Nothing more is gathered behind a state that has to be saved, and where others may stand in the way. */
    final ReplyEffect<Recorded, StreamState<S>> gather(
            Step.Append<?> step, StreamMessage.Answered message, TracedWork work) {
        boolean isFirst = gathering.isEmpty();
        StreamState<S> after = evolution().foreseen();
        List<RecordedEvent> events = claims.written(step);
        evolution().foreseeAs(step.events(), events);
        gathering.add(
                events,
                after,
                new PendingAnswer.OfAppend(
                        stream,
                        message.replyTo(),
                        message.unanswered().orElseThrow(),
                        work,
                        step.basis(),
                        step.answer()));
        if (!Gathering.mayJoin(message)
                || gathering.isFull()
                || step.isContested()
                || isToBeSavedAfter(step.events())) {
            return store();
        }
        if (isFirst) {
            storeLater();
        }
        return Effect().noReply();
    }

    final ReplyEffect<Recorded, StreamState<S>> store() {
        return gathering.isEmpty()
                ? Effect().none().thenNoReply().thenUnstashAll()
                : Effect()
                        .persist(gathering.events())
                        .thenRun(this::stored)
                        .thenNoReply()
                        .thenUnstashAll();
    }

    private void stored() {
        claims.stored(gathering::isClaiming);
        gathering.stored();
    }
}
