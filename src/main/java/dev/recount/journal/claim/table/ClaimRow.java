package dev.recount.journal.claim.table;

import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.mark.ClaimMark;

/**
 * The changes of what one stream holds on their way into the journal.
 *
 * @param persistenceId the text under which the stream lies there
 * @param version the version of the event by which it holds them; 0 where that does not matter
 */
public record ClaimRow(String persistenceId, Claimed claimed, long version) {

    /** The changes of what a stream holds, whichever its version is. */
    public ClaimRow(String persistenceId, Claimed claimed) {
        this(persistenceId, claimed, 0);
    }

    /** Returns the mark that stands for changes which are written in another journal. */
    public ClaimMark marked() {
        return new ClaimMark(claimed.mark().orElseThrow(), persistenceId, version, claimed);
    }
}
