package dev.recount.stream.pekko;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.model.StreamId;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.trace.TracedWork;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** An answer that rests on events which are not stored yet, and is given once they are. */
sealed interface PendingAnswer {

    /** Returns what it answers, to be asked again where what it rests on was certainly not stored. */
    StreamMessage asked();

    /** Gives it. */
    void give();

    /** Answers instead that the journal did not take the events. */
    void failed(Throwable failure);

    /**
     * The answer to what has led to some of the events.
     *
     * @param stream the stream that they belong to
     * @param work the append as it is traced
     * @param basis what a rejection rests on, where another stream holds what this one would because of them
     */
    record OfAppend(
            StreamId stream,
            ActorRef<Outcome> replyTo,
            StreamMessage asked,
            TracedWork work,
            Optional<Outcome.Basis> basis,
            Outcome answer)
            implements PendingAnswer {

        @Override
        public void give() {
            work.end();
            replyTo.tell(answer);
        }

        @Override
        public void failed(Throwable failure) {
            replyTo.tell(outcome(failure));
            work.end();
        }

        private Outcome outcome(Throwable failure) {
            if (failure instanceof NotWrittenException && failure.getCause() instanceof BoundaryChangedException) {
                return new Outcome.Refused(stream, Refusal.BOUNDARY_CHANGED, BoundaryChangedException.SENTENCE);
            }
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

    /**
     * The answer to what has stored nothing of its own.
     *
     * @param unsettled the answer where the events that it rests on may be stored or not
     */
    record OfLook<T>(
            StreamId stream,
            ActorRef<T> replyTo,
            StreamMessage asked,
            T answer,
            Function<? super Outcome.Refused, ? extends T> unsettled)
            implements PendingAnswer {

        @Override
        public void give() {
            replyTo.tell(answer);
        }

        @Override
        public void failed(Throwable failure) {
            replyTo.tell(unsettled.apply(
                    tellsOfACommand() && !(failure instanceof NotWrittenException)
                            ? new Outcome.Refused(
                                    stream,
                                    Refusal.UNCONFIRMED,
                                    "the journal did not say whether the events of the command are stored")
                            : new Outcome.Refused(
                                    stream,
                                    Refusal.UNAVAILABLE,
                                    "the journal did not take the events that the answer rests on")));
        }

        /** Tells whether it is that a command was carried out before, by events that may be stored or not. */
        private boolean tellsOfACommand() {
            return (answer instanceof Outcome.Accepted accepted && accepted.repeat())
                    || answer instanceof Recalled.Known;
        }
    }
}
