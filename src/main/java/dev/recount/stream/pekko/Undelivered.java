package dev.recount.stream.pekko;

import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import org.apache.pekko.actor.AllDeadLetters;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;

/**
 * Answers what has not come to its stream: while a stream moves from one node to another, Pekko drops messages rather
 * than let them overtake others. Nothing has been done about them, which their senders are told at once.
 */
final class Undelivered {

    private static final String PROBLEM = "the stream is moving to another node";

    private Undelivered() {}

    /** Begins to answer what is dropped on this node. */
    static void answer(ActorSystem<?> system) {
        ActorRef<AllDeadLetters> actor = system.systemActorOf(behavior(), "undelivered", Props.empty());
        system.eventStream().tell(new EventStream.Subscribe<>(AllDeadLetters.class, actor));
    }

    private static Behavior<AllDeadLetters> behavior() {
        return Behaviors.receiveMessage(letter -> {
            open(letter.message());
            return Behaviors.same();
        });
    }

    private static void open(Object content) {
        switch (content) {
            case AllDeadLetters inner -> open(inner.message());
            case ShardingEnvelope<?> envelope -> open(envelope.message());
            case StreamMessage message -> refuse(message);
            case HoldReply.Held unwanted -> unwanted.release(false);
            default -> {}
        }
    }

    private static void refuse(StreamMessage message) {
        switch (message) {
            case StreamMessage.Asked asked ->
                asked.replyTo().tell(new Outcome.Refused(asked.request().stream(), Refusal.UNAVAILABLE, PROBLEM));
            case StreamMessage.Correct(var correction, var replyTo) ->
                replyTo.tell(new Outcome.Refused(correction.request().stream(), Refusal.UNAVAILABLE, PROBLEM));
            case StreamMessage.Migrate(var step, var replyTo) ->
                replyTo.tell(new Outcome.Refused(step.stream(), Refusal.UNAVAILABLE, PROBLEM));
            case StreamMessage.HoldStill still ->
                still.replyTo().tell(new Outcome.Refused(still.stream(), Refusal.UNAVAILABLE, PROBLEM));
            case StreamMessage.BeginAnew(var stream, var replyTo) ->
                replyTo.tell(new Outcome.Refused(stream, Refusal.UNAVAILABLE, PROBLEM));
            case StreamMessage.Read(var stream, var replyTo) ->
                replyTo.tell(new StateReply.Failed(new Outcome.Refused(stream, Refusal.UNAVAILABLE, PROBLEM)));
            case StreamMessage.Recall(var stream, var _, var replyTo) ->
                replyTo.tell(new Recalled.NotAsked(new Outcome.Refused(stream, Refusal.UNAVAILABLE, PROBLEM)));
            case StreamMessage.Enriched<?> enriched -> refuse(enriched.asked());
            case StreamMessage.Selected<?> selected -> refuse(selected.asked());
            case StreamMessage.Looked looked -> refuse(looked.message());
            case StreamMessage.Failed failed -> refuse(failed.message());
            case StreamMessage.Awaited awaited -> refuse(awaited.next());
            case StreamMessage.Release _, StreamMessage.HoldOver _ -> {}
            case StreamMessage.Store.INSTANCE, StreamMessage.Passivate.INSTANCE -> {}
        }
    }
}
