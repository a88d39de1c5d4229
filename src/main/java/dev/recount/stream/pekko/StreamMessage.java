package dev.recount.stream.pekko;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.claim.Claimed;
import dev.recount.model.StreamId;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** A message to a stream's actor. */
sealed interface StreamMessage {

    /** Returns the message that somebody waits for the answer of, however far it has come; nothing if nobody does. */
    default Optional<StreamMessage> unanswered() {
        return switch (this) {
            case Enriched<?>(var asked, var _) -> Optional.of(asked);
            case Selected<?>(var asked, var _, var _) -> Optional.of(asked);
            case Looked look -> look.message().unanswered();
            case Failed failed -> failed.message().unanswered();
            case Awaited(var next, var _) -> next.unanswered();
            case Release _, HoldOver _, Store _, Passivate _ -> Optional.empty();
            case Asked _, HoldStill _, Correct _, Migrate _, Read _, Recall _, BeginAnew _ -> Optional.of(this);
        };
    }

    /** A message that an outcome answers. */
    sealed interface Answered extends StreamMessage {
        ActorRef<Outcome> replyTo();
    }

    /** A command to be decided on. */
    sealed interface Asked extends Answered {
        CommandRequest request();

        /** Tells whether what it would take is kept for it until that is stored. */
        default boolean keeps() {
            return false;
        }

        /** Returns the work that the command is part of, if that is traced. */
        Optional<String> traceparent();
    }

    /**
     * Have a command carried out.
     *
     * @param traceparent the work that the command is part of, if that is traced
     */
    record Execute(CommandRequest request, ActorRef<Outcome> replyTo, Optional<String> traceparent) implements Asked {

        @Override
        public boolean keeps() {
            return true;
        }
    }

    /**
     * Tell what a command would come to.
     *
     * @param enriching whether what it needs from outside is looked up; else it is decided on as it came
     * @param traceparent the work that the question is part of, if that is traced
     */
    record Preview(CommandRequest request, boolean enriching, ActorRef<Outcome> replyTo, Optional<String> traceparent)
            implements Asked {}

    /** A question that a {@link HoldReply} answers, or an outcome where the stream takes no part. */
    sealed interface ForTransaction extends Answered {
        ActorRef<Object> holder();

        @Override
        default ActorRef<Outcome> replyTo() {
            return holder().narrow();
        }
    }

    /**
     * See to all that a command of a transaction needs from outside.
     *
     * @param traceparent the work that the command is part of, if that is traced
     */
    record Prepare(CommandRequest request, ActorRef<Object> holder, Optional<String> traceparent)
            implements Asked, ForTransaction {

        @Override
        public ActorRef<Outcome> replyTo() {
            return ForTransaction.super.replyTo();
        }
    }

    /**
     * Decide on a command of a transaction, and hold still.
     *
     * @param prepared the command with all that it needs
     * @param time how long to hold still at most
     * @param traceparent the work that the command is part of, if that is traced
     */
    record Hold(
            CommandRequest request,
            EncodedCommand prepared,
            String transaction,
            Duration time,
            ActorRef<Object> holder,
            Optional<String> traceparent)
            implements Asked, ForTransaction {

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public ActorRef<Outcome> replyTo() {
            return ForTransaction.super.replyTo();
        }
    }

    /**
     * Hold still at a version, which a transaction rests on.
     *
     * @param time how long to hold still at most
     */
    record HoldStill(StreamId stream, long version, String transaction, Duration time, ActorRef<Object> holder)
            implements ForTransaction {}

    /**
     * Go on; the transaction is over.
     *
     * @param anew whether from what is stored
     * @param version the version that the stream has come to, if what would happen in it was stored, as it was or may
     *     have been; 0 if nothing was stored, and nothing will be
     */
    record Release(String transaction, boolean anew, long version) implements StreamMessage {}

    /** Go on where no release has come in time; sent by the actor to itself. */
    record HoldOver(String transaction) implements StreamMessage {}

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

    /** The events are read that a command is decided on; sent by the actor to itself. */
    record Selected<C>(Asked asked, C command, BoundaryLook.Found.Model found) implements Answered {

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
     * @param turn the keeping of it, where there are several journals
     */
    record Looked(Answered message, Claimed claimed, Optional<String> taken, Optional<Keeping.Turn> turn)
            implements StreamMessage {}

    /** A message cannot be carried out, as what it needs could not be had; sent by the actor to itself. */
    record Failed(Answered message, Refusal refusal, String problem) implements StreamMessage {}

    /**
     * A wait has ended, and this is to be done next; sent by the actor to itself.
     *
     * @param of the waits that it is one of: those of before the actor began anew, or of now
     */
    record Awaited(StreamMessage next, Waits of) implements StreamMessage {}

    /** Store what is gathered; sent by the actor to itself, so that it comes after all that waits by then. */
    enum Store implements StreamMessage {
        INSTANCE
    }

    /** Leave memory once all that was asked is answered; sent by the shard. */
    enum Passivate implements StreamMessage {
        INSTANCE
    }
}
