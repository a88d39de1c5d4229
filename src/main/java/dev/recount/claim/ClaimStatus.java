package dev.recount.claim;

import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.model.StreamId;
import java.util.List;

/**
 * The values of one name, as they are held now.
 *
 * @param types the stream types whose streams hold some
 * @param held how many are held
 * @param duplicates how many streams hold one that another holds before them
 * @param some some of the values that several streams hold
 * @param uncounted some of the streams that could not be counted, as they are damaged or the rules fail on them; known
 *     to the node that counts
 */
public record ClaimStatus(
        String name,
        List<OfType> types,
        long held,
        long duplicates,
        List<ClaimTable.Duplicate> some,
        List<StreamId> uncounted) {

    public ClaimStatus {
        types = List.copyOf(types);
        some = List.copyOf(some);
        uncounted = List.copyOf(uncounted);
    }

    /** A stream type, with how far its claims have come into force. */
    public record OfType(String streamType, State state) {}

    /** The stages of a name, for the streams of a type, on its way into force. */
    public enum State {
        /** The state in which what streams of before hold is being added; commands are not rejected yet. */
        BUILDING,
        /** The state in which several streams hold a value from before it was counted; no further one can take it. */
        DUPLICATES,
        /** The state in which no two streams hold the same value, and none can take what another one holds. */
        IN_FORCE
    }
}
