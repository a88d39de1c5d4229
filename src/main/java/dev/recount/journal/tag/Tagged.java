package dev.recount.journal.tag;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tags that come into the journal with an event.
 *
 * @param tags the tags of events of its stream, by their versions: its own; a correction has those of the events
 *     that it gives
 * @param isCorrection whether it may change how any earlier event of its stream is read, so that it is news to whoever
 *     asked for one of those
 * @param condition what has to hold for it to be stored, with all that is stored together with it
 */
public record Tagged(SortedMap<Long, SortedSet<String>> tags, boolean isCorrection, Optional<TagCondition> condition) {

    /** No tags. */
    public static final Tagged NOTHING = new Tagged(new TreeMap<>(), false, Optional.empty());

    /** Returns the tags of the event of a version. */
    public static Tagged of(long version, SortedSet<String> tags) {
        if (tags.isEmpty()) {
            return NOTHING;
        }
        var own = new TreeMap<Long, SortedSet<String>>();
        own.put(version, tags);
        return new Tagged(own, false, Optional.empty());
    }

    /** Returns the tags of the events that a correction at a version gives, which may be none. */
    public static Tagged ofCorrection(long version, SortedSet<String> tags) {
        var given = new TreeMap<Long, SortedSet<String>>();
        given.put(version, tags);
        return new Tagged(given, true, Optional.empty());
    }

    /** Returns the same, which is stored only if a condition holds. */
    public Tagged onlyIf(TagCondition holds) {
        return new Tagged(tags, isCorrection, Optional.of(holds));
    }

    /** Returns the tags of all its events. */
    public SortedSet<String> all() {
        var all = new TreeSet<String>();
        tags.values().forEach(all::addAll);
        return all;
    }

    /** Tells whether nothing of it is to be written or checked. */
    public boolean isNothing() {
        return tags.isEmpty() && !isCorrection && condition.isEmpty();
    }
}
