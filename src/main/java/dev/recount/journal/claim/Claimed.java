package dev.recount.journal.claim;

import java.util.List;
import java.util.Optional;

/**
 * The changes of what a stream holds that come with an event.
 *
 * @param changes one for each name of which it holds something else now
 * @param from the streams that may hold it, as this one goes on with what they were, by the texts under which they lie
 *     in the journal
 * @param mark what stands for them from before they are stored until they are written in another journal; nothing
 *     where they are written together with the event
 */
public record Claimed(List<ClaimChange> changes, List<String> from, Optional<String> mark) {

    /** No changes. */
    public static final Claimed NOTHING = new Claimed(List.of(), List.of());

    /** Changes that are written together with the event. */
    public Claimed(List<ClaimChange> changes, List<String> from) {
        this(changes, from, Optional.empty());
    }

    public Claimed {
        changes = List.copyOf(changes);
        from = List.copyOf(from);
    }

    /** Returns the same changes as they are written in another journal. */
    public Claimed marked(String id) {
        return new Claimed(changes, from, Optional.of(id));
    }

    /** Tells whether all that is taken by other changes is taken by these too. */
    public boolean takesAllOf(Claimed other) {
        return other.changes.stream()
                .filter(taken -> taken.code().isPresent())
                .allMatch(taken -> changes.stream()
                        .anyMatch(own ->
                                own.name().equals(taken.name()) && own.code().equals(taken.code())));
    }

    /** Tells whether the stream takes something that another one may hold. */
    public boolean takes() {
        return !changes.isEmpty()
                && changes.stream().anyMatch(change -> change.code().isPresent());
    }

    /** Tells whether it changes nothing. */
    public boolean isNothing() {
        return changes.isEmpty();
    }
}
