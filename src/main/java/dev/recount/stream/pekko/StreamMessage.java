package dev.recount.stream.pekko;

import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.StateReply;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** A message to a stream's actor. */
sealed interface StreamMessage {

    /**
     * Decide on a command.
     *
     * @param traceparent the work that the command is part of, if that is traced
     */
    record Execute(CommandRequest request, ActorRef<Outcome> replyTo, Optional<String> traceparent)
            implements StreamMessage {}

    /** Record a correction. */
    record Correct(CorrectionRequest correction, ActorRef<Outcome> replyTo) implements StreamMessage {}

    /** Take a step of a migration. */
    record Migrate(MigrationStep step, ActorRef<Outcome> replyTo) implements StreamMessage {}

    /** Tell the state. */
    record Read(StreamId stream, ActorRef<StateReply> replyTo) implements StreamMessage {}

    /** Tell the outcome of a command that was carried out, without its detail. */
    record Recall(StreamId stream, String commandId, ActorRef<Recalled> replyTo) implements StreamMessage {}

    /** The command that was to be enriched is; sent by the actor to itself. */
    record Enriched<C>(Execute execute, C command) implements StreamMessage {}

    /** The command could not be enriched; sent by the actor to itself. */
    record NotEnriched(Execute execute, String problem) implements StreamMessage {}

    /** Leave memory once all that was asked is answered; sent by the shard. */
    enum Passivate implements StreamMessage {
        INSTANCE
    }
}
