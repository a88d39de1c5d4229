package dev.recount.journal.claim;

import dev.recount.model.StreamId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The keeping of values for streams until their events are stored, where there are several journals; does not block.
 */
public interface ClaimReservations {

    /**
     * Keeps all values that a stream would take.
     *
     * @param mark what the events are to be stored with, used for nothing before
     * @param isOver tells whether nobody waits for it any more
     * @return the name of one that another stream holds, so that none is kept; nothing if all are
     */
    CompletionStage<Optional<String>> keep(StreamId stream, Claimed claimed, String mark, BooleanSupplier isOver);

    /**
     * Keeps no longer what was kept for events that are not stored, and never will be; completes once that is tried.
     */
    CompletionStage<?> withdraw(String mark);

    /** Takes note that events of a stream are stored by which it holds something else. */
    void stored(StreamId stream);
}
