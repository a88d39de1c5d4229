package dev.recount.history;

import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import java.util.List;

/** The answer to a question for a part of a stream's history. */
public sealed interface HistoryPage {

    /**
     * Events in the order of their versions.
     *
     * @param isFull whether there may be more after them
     */
    record Found(StreamId stream, List<HistoryEntry> entries, boolean isFull) implements HistoryPage {}

    /** The stream has no event. */
    record NotFound(StreamId stream) implements HistoryPage {}

    /** The stream could not be read. */
    record Failed(Outcome.Refused refused) implements HistoryPage {}
}
