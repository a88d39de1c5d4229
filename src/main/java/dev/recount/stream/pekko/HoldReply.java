package dev.recount.stream.pekko;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.tag.TagCondition;
import dev.recount.journal.tag.Tagged;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.Outcome;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** The answer of a stream that takes part in a transaction; one that does not says an {@link Outcome} instead. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface HoldReply {

    /**
     * Nothing stands in the way, and what its command needs is at hand.
     *
     * @param command the command as its enrichment made it
     */
    record Ready(EncodedCommand command) implements HoldReply {}

    /**
     * The stream holds still until its time is up, or it is released.
     *
     * @param version its version
     * @param events what would happen in it; nothing where it only must not go on
     * @param tagged the tags that come with each of the events, or what has to hold where nothing would happen in it
     * @param claimed what it would hold otherwise
     * @param answer the answer to its command, once that is stored
     * @param basis what a rejection rests on, where another stream holds what this one would
     * @param actor who is to be released
     */
    record Held(
            StreamId stream,
            String transaction,
            long version,
            List<StoredEvent> events,
            List<Tagged> tagged,
            Claimed claimed,
            Outcome.Accepted answer,
            Optional<Outcome.Basis> basis,
            ActorRef<StreamMessage> actor)
            implements HoldReply {

        /** Returns what a stream answers in which the events of a command would happen. */
        static Held of(
                StreamMessage.Hold hold,
                List<RecordedEvent> events,
                Step.Append<?> step,
                ActorRef<StreamMessage> actor) {
            var answer = (Outcome.Accepted) step.answer();
            return new Held(
                    hold.request().stream(),
                    hold.transaction(),
                    answer.firstVersion() - 1,
                    events.stream().map(RecordedEvent::stored).toList(),
                    events.stream().map(RecordedEvent::tagged).toList(),
                    events.getLast().claimed(),
                    answer,
                    step.basis(),
                    actor);
        }

        /**
         * Returns what a stream answers in which nothing would happen, and which must not go on.
         *
         * @param unchanged tells its version
         * @param condition what a command that was decided on the events of several streams rests on beside that
         */
        static Held still(
                String transaction,
                Outcome.Accepted unchanged,
                Optional<TagCondition> condition,
                ActorRef<StreamMessage> actor) {
            return new Held(
                    unchanged.stream(),
                    transaction,
                    unchanged.version(),
                    List.of(),
                    condition.map(Tagged.NOTHING::onlyIf).stream().toList(),
                    Claimed.NOTHING,
                    unchanged,
                    Optional.empty(),
                    actor);
        }

        /** Lets the actor go on that holds still. */
        void release(boolean anew) {
            actor.tell(new StreamMessage.Release(transaction, anew, 0));
        }
    }
}
