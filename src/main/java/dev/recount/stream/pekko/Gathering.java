package dev.recount.stream.pekko;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.replay.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream that are decided and stored together, with the answers that rest on them, in the order in
 * which they were decided. What comes while a stream writes is decided in a row, each on the state that the one before
 * it leads to; so a stream that has much to do takes one commit for all of it.
 */
final class Gathering<S> {

    /** More would keep other streams from their turn, and lose more at once where the journal does not take them. */
    private static final int MOST_EVENTS = 256;

    private static final int MOST_BYTES = 1 << 20;

    private final List<Recorded> events = new ArrayList<>();
    private final List<PendingAnswer> answers = new ArrayList<>();
    private @Nullable StreamState<S> state;
    private int bytes;

    /** Tells whether a message is taken while events are gathered; others come again once they are stored. */
    static boolean mayJoin(StreamMessage message) {
        return switch (message) {
            case StreamMessage.Execute _, StreamMessage.Preview _, StreamMessage.Prepare _ -> true;
            case StreamMessage.Read _, StreamMessage.Recall _, StreamMessage.Failed _, StreamMessage.HoldOver _ -> true;
            case StreamMessage.Enriched<?>(var asked, var _) -> mayJoin(asked);
            case StreamMessage.Looked look -> mayJoin(look.message());
            case StreamMessage.Awaited(var next, var _) -> mayJoin(next);
            case StreamMessage.Selected<?> _ -> false; // it was made of what was stored before
            case StreamMessage.Hold _,
                    StreamMessage.HoldStill _,
                    StreamMessage.Release _,
                    StreamMessage.Correct _,
                    StreamMessage.Migrate _,
                    StreamMessage.BeginAnew _,
                    StreamMessage.Store _,
                    StreamMessage.Passivate _ -> false;
        };
    }

    /** Tells whether no answer has to wait. */
    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Returns the stream as it will be, or as it is where nothing is gathered. */
    StreamState<S> state(StreamState<S> stored) {
        return state == null ? stored : state;
    }

    /** Tells whether one of the events changes what the stream holds. */
    boolean isClaiming() {
        return events.stream()
                .anyMatch(event -> event instanceof RecordedEvent recorded
                        && !recorded.claimed().isNothing());
    }

    /** Tells whether it holds as much as is stored at once. */
    boolean isFull() {
        return events.size() >= MOST_EVENTS || bytes >= MOST_BYTES;
    }

    /** Adds events, with the state that they lead to, and what is answered once they are stored. */
    void add(List<RecordedEvent> decided, StreamState<S> after, PendingAnswer answer) {
        events.addAll(decided);
        decided.forEach(event -> bytes += event.stored().payload().length);
        state = after;
        answers.add(answer);
    }

    /** Adds an answer that rests on the events so far. */
    void add(PendingAnswer answer) {
        answers.add(answer);
    }

    /** Returns the events so far. */
    List<Recorded> events() {
        return List.copyOf(events);
    }

    /** The events are stored. */
    void stored() {
        List<PendingAnswer> given = taken();
        given.forEach(PendingAnswer::give);
    }

    /**
     * The journal did not take the events. Where others stand in the way of one of them, by what they hold or have
     * stored, all are asked anew, each of which may find it another way on what is stored; one that is alone is not.
     *
     * @param again asks the stream anew
     */
    void failed(Throwable failure, Consumer<StreamMessage> again) {
        List<PendingAnswer> open = taken();
        if (failure instanceof NotWrittenException && isContested(failure.getCause()) && open.size() > 1) {
            open.forEach(answer -> again.accept(answer.asked()));
        } else {
            open.forEach(answer -> answer.failed(failure));
        }
    }

    private static boolean isContested(@Nullable Throwable cause) {
        return cause instanceof ClaimTakenException || cause instanceof BoundaryChangedException;
    }

    private List<PendingAnswer> taken() {
        var taken = new ArrayList<>(answers);
        answers.clear();
        events.clear();
        state = null;
        bytes = 0;
        return taken;
    }
}
