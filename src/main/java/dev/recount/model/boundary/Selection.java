package dev.recount.model.boundary;

import dev.recount.model.StreamId;
import java.util.List;
import java.util.Set;

/**
 * The events that a command is decided on: those that at least one criterion selects.
 *
 * @param criteria the criteria, from one to {@value #MOST}
 */
public record Selection(List<Criterion> criteria) {

    /** The most criteria of one selection. */
    public static final int MOST = 100;

    public Selection {
        criteria = List.copyOf(criteria);
        if (criteria.isEmpty() || criteria.size() > MOST) {
            throw new IllegalArgumentException("selection: it has " + criteria.size() + " criteria, not 1 to " + MOST);
        }
    }

    /** Selects what at least one of these selects. */
    public static Selection of(Criterion... criteria) {
        return new Selection(List.of(criteria));
    }

    /** Tells whether it selects an event that has these tags. */
    public boolean selects(StreamId stream, Object event, Set<Tag> tags) {
        return criteria.stream().anyMatch(criterion -> criterion.selects(stream, event, tags));
    }
}
