package dev.recount.stream.pekko;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.model.StreamId;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.trace.TracedWork;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * An append that is being written.
 *
 * @param stream the stream that it belongs to
 * @param replyTo who waits for it
 * @param work the append as it is traced
 * @param basis what a rejection rests on, where another stream holds what this one would because of it
 */
record PendingWrite(StreamId stream, ActorRef<Outcome> replyTo, TracedWork work, Optional<Outcome.Basis> basis) {

    static PendingWrite of(StreamMessage.Execute execute, Optional<Outcome.Basis> basis) {
        return new PendingWrite(
                execute.request().stream(),
                execute.replyTo(),
                CommandHandling.traced("append", execute.request(), execute.traceparent()),
                basis);
    }

    static PendingWrite of(StreamMessage.Correct correct) {
        return new PendingWrite(
                correct.correction().request().stream(), correct.replyTo(), TracedWork.UNTRACED, Optional.empty());
    }

    static PendingWrite of(StreamMessage.Migrate migrate) {
        return new PendingWrite(migrate.step().stream(), migrate.replyTo(), TracedWork.UNTRACED, Optional.empty());
    }

    /** Answers that the append failed, and whether it is certain that nothing was stored. */
    void failed(Throwable failure) {
        replyTo.tell(outcome(failure));
        work.end();
    }

    private Outcome outcome(Throwable failure) {
        if (failure instanceof NotWrittenException) {
            return failure.getCause() instanceof ClaimTakenException taken
                    ? ClaimLook.refusal(stream, basis, taken.name())
                    : new Outcome.Refused(
                            stream, Refusal.UNAVAILABLE, "the journal did not take the events; nothing was stored");
        }
        return new Outcome.Refused(
                stream, Refusal.UNCONFIRMED, "the journal did not say whether the events are stored");
    }
}
