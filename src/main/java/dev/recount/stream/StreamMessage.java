package dev.recount.stream;

import dev.recount.model.StreamId;
import org.apache.pekko.actor.typed.ActorRef;

/** What a stream's actor takes. */
sealed interface StreamMessage {

    /** Decide on a command. */
    record Execute(CommandRequest request, ActorRef<Outcome> replyTo) implements StreamMessage {}

    /** Tell the state. */
    record Read(StreamId stream, ActorRef<Reading> replyTo) implements StreamMessage {}

    /** The command that was to be enriched is; sent by the actor to itself. */
    record Enriched<C>(Execute execute, C command) implements StreamMessage {}

    /** The command could not be enriched; sent by the actor to itself. */
    record NotEnriched(Execute execute, String problem) implements StreamMessage {}

    /** Leave memory once all that was asked is answered; sent by the shard. */
    enum Passivate implements StreamMessage {
        INSTANCE
    }
}
