package dev.recount.seal;

import dev.recount.seal.tree.SealException;

/** A failure as an entry of a journal is not the one that was sealed. */
public final class ChangedEntryException extends SealException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the entry.
     *
     * @param entry the name of the entry
     */
    public ChangedEntryException(String entry) {
        super(entry + " is not in the journal as it was sealed");
    }
}
