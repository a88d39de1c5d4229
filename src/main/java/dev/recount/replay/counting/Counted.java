package dev.recount.replay.counting;

import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;

/**
 * The matter of a counting. All methods block.
 *
 * @param <T> what is counted of a stream
 */
public interface Counted<T> {

    /** Returns what is counted, as in "what it holds of email". */
    String what();

    /** Returns the streams after the one of this id, or from the first, in order, at most so many. */
    List<StreamId> streams(Optional<String> after, int most);

    /**
     * Counts one stream from its events.
     *
     * @return nothing where it is damaged
     * @throws RuntimeException if the rules fail on it
     */
    Optional<T> count(StreamId stream);

    /**
     * Writes what was counted.
     *
     * @return the streams that have gone on since, of which nothing was written
     */
    List<StreamId> write(List<T> results);

    /** Is told which streams could not be counted yet. */
    void noteLeft(List<StreamId> left);
}
