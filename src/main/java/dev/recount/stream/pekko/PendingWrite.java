package dev.recount.stream.pekko;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.trace.TracedWork;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * An append that is being written.
 *
 * @param stream the stream that it belongs to
 * @param replyTo who waits for it
 * @param work the append as it is traced
 */
record PendingWrite(StreamId stream, ActorRef<Outcome> replyTo, TracedWork work) {

    static PendingWrite of(StreamMessage.Execute execute) {
        return new PendingWrite(
                execute.request().stream(),
                execute.replyTo(),
                CommandHandling.traced("append", execute.request(), execute.traceparent()));
    }

    static PendingWrite of(StreamMessage.Correct correct) {
        return new PendingWrite(correct.correction().request().stream(), correct.replyTo(), TracedWork.UNTRACED);
    }

    static PendingWrite of(StreamMessage.Migrate migrate) {
        return new PendingWrite(migrate.step().stream(), migrate.replyTo(), TracedWork.UNTRACED);
    }

    /** Answers that the append failed, and whether it is certain that nothing was stored. */
    void failed(Throwable failure) {
        replyTo.tell(
                failure instanceof NotWrittenException
                        ? new Outcome.Refused(
                                stream, Refusal.UNAVAILABLE, "the journal did not take the events; nothing was stored")
                        : new Outcome.Refused(
                                stream, Refusal.UNCONFIRMED, "the journal did not say whether the events are stored"));
        work.end();
    }
}
