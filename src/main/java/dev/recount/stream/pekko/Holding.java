package dev.recount.stream.pekko;

import java.time.Duration;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a stream holds still for a transaction: what else is asked of it waits. It ends by itself, so that
 * nobody who is gone keeps a stream.
 */
final class Holding {

    private final ActorContext<StreamMessage> context;
    private @Nullable Current current;

    Holding(ActorContext<StreamMessage> context) {
        this.context = context;
    }

    /**
     * The transaction that it holds still for.
     *
     * @param held what would happen in it
     */
    private record Current(String transaction, HoldReply.Held held, Cancellable end) {}

    void begin(HoldReply.Held held, String transaction, Duration time) {
        current = new Current(
                transaction,
                held,
                context.scheduleOnce(time, context.getSelf(), new StreamMessage.HoldOver(transaction)));
    }

    /** Tells whether it holds still. */
    boolean isOn() {
        return current != null;
    }

    /** Tells whether a message has to wait. */
    boolean keeps(StreamMessage message) {
        return current != null
                && !(message instanceof StreamMessage.Release)
                && !(message instanceof StreamMessage.HoldOver);
    }

    /** Tells whether it holds still for this transaction. */
    boolean isFor(String transaction) {
        return current != null && current.transaction.equals(transaction);
    }

    /** Tells whether events may be stored while it holds still. */
    boolean mayBeWritten() {
        return current != null && !current.held.events().isEmpty();
    }

    /** Tells whether the stream may hold something else afterwards. */
    boolean isClaiming() {
        return current != null && !current.held.claimed().isNothing();
    }

    /** Goes on. */
    void end() {
        if (current != null) {
            current.end.cancel();
            current = null;
        }
    }
}
