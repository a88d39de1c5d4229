package dev.recount.journal.tag;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * A condition under which events are stored: nothing was stored meanwhile of what they were decided on.
 *
 * <p>What a criterion selects has all of its tags, and raises the versions of all of them. So nothing came of it as
 * long as one of them is what it was.
 *
 * @param criteria the versions of the tags of each criterion, as they were before the events were read
 * @param buildings the stream types whose tags it relies on, each with the number of the building by which they are
 *     there: those of another building have versions that say nothing of these
 */
public record TagCondition(List<SortedMap<String, Long>> criteria, Map<String, Long> buildings) {

    public TagCondition {
        criteria = List.copyOf(criteria);
        buildings = Map.copyOf(buildings);
    }

    /** Returns all tags, in order. */
    public SortedSet<String> tags() {
        var all = new TreeSet<String>();
        criteria.forEach(criterion -> all.addAll(criterion.keySet()));
        return all;
    }

    /** Tells whether it does not hold any more once the versions of these tags are raised. */
    public boolean isBrokenBy(Set<String> raised) {
        return criteria.stream().anyMatch(criterion -> raised.containsAll(criterion.keySet()));
    }

    /** Tells whether it holds where tags have these versions. */
    public boolean holds(ToLongFunction<String> version) {
        return criteria.stream()
                .allMatch(criterion -> criterion.entrySet().stream()
                        .anyMatch(tag -> tag.getValue() == version.applyAsLong(tag.getKey())));
    }
}
