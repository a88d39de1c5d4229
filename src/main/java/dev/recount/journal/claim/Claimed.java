package dev.recount.journal.claim;

import java.util.List;

/**
 * The changes of what a stream holds that come with an event.
 *
 * @param changes one for each name of which it holds something else now
 * @param from the streams that may hold it, as this one goes on with what they were, by the texts under which they lie
 *     in the journal
 */
public record Claimed(List<ClaimChange> changes, List<String> from) {

    /** No changes. */
    public static final Claimed NOTHING = new Claimed(List.of(), List.of());

    public Claimed {
        changes = List.copyOf(changes);
        from = List.copyOf(from);
    }

    /** Tells whether the stream takes something that another one may hold. */
    public boolean takes() {
        return changes.stream().anyMatch(change -> change.code().isPresent());
    }

    /** Tells whether it changes nothing. */
    public boolean isNothing() {
        return changes.isEmpty();
    }
}
