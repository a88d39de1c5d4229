package dev.recount.stream.pekko;

import dev.recount.journal.claim.Claimed;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** A message to a stream's actor. */
sealed interface StreamMessage {

    /** A message that an outcome answers. */
    sealed interface Answered extends StreamMessage {
        ActorRef<Outcome> replyTo();
    }

    /** A command to be decided on. */
    sealed interface Asked extends Answered {
        CommandRequest request();

        /** Returns the work that the command is part of, if that is traced. */
        Optional<String> traceparent();
    }

    /**
     * Have a command carried out.
     *
     * @param traceparent the work that the command is part of, if that is traced
     */
    record Execute(CommandRequest request, ActorRef<Outcome> replyTo, Optional<String> traceparent) implements Asked {}

    /**
     * Tell what a command would come to.
     *
     * @param enriching whether what it needs from outside is looked up; else it is decided on as it came
     * @param traceparent the work that the question is part of, if that is traced
     */
    record Preview(CommandRequest request, boolean enriching, ActorRef<Outcome> replyTo, Optional<String> traceparent)
            implements Asked {}

    /** Record a correction. */
    record Correct(CorrectionRequest correction, ActorRef<Outcome> replyTo) implements Answered {}

    /** Take a step of a migration. */
    record Migrate(MigrationStep step, ActorRef<Outcome> replyTo) implements Answered {}

    /** Tell the state. */
    record Read(StreamId stream, ActorRef<StateReply> replyTo) implements StreamMessage {}

    /** Tell the outcome of a command that was carried out, without its detail. */
    record Recall(StreamId stream, String commandId, ActorRef<Recalled> replyTo) implements StreamMessage {}

    /** Begin anew from what is stored, as some of it is read otherwise now. */
    record BeginAnew(StreamId stream, ActorRef<Outcome> replyTo) implements Answered {}

    /** The command that was to be enriched is; sent by the actor to itself. */
    record Enriched<C>(Asked asked, C command) implements Answered {

        @Override
        public ActorRef<Outcome> replyTo() {
            return asked.replyTo();
        }
    }

    /**
     * It is known now whether another stream holds what this one would because of a message; sent by the actor to
     * itself.
     *
     * @param claimed what it would hold
     * @param taken the name of what another stream holds of it, if one does
     */
    record Looked(Answered message, Claimed claimed, Optional<String> taken) implements StreamMessage {}

    /** A message cannot be carried out, as what it needs could not be had; sent by the actor to itself. */
    record Failed(Answered message, Refusal refusal, String problem) implements StreamMessage {}

    /** A wait has ended, and this is to be done next; sent by the actor to itself. */
    record Awaited(StreamMessage next) implements StreamMessage {}

    /** Leave memory once all that was asked is answered; sent by the shard. */
    enum Passivate implements StreamMessage {
        INSTANCE
    }
}
