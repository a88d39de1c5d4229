package dev.recount.model.boundary;

import dev.recount.model.StreamId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A condition that selects events: those that have all of these tags, and are of one of these kinds.
 *
 * @param tags the tags, of which there is at least one
 * @param events the records of which they are one; none where they may be any
 * @param types the types of the streams in which they lie; none where they may lie in any whose events have tags
 */
public record Criterion(SortedSet<Tag> tags, Set<Class<?>> events, Set<String> types) {

    public Criterion {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        events = Set.copyOf(events);
        types = Set.copyOf(types);
        if (tags.isEmpty()) {
            throw new IllegalArgumentException(
                    "criterion: it has no tag; what is asked for all events of a kind is a tag of theirs");
        }
    }

    /** Selects the events that have all of these tags. */
    public static Criterion tagged(Tag... tags) {
        return new Criterion(new TreeSet<>(Arrays.asList(tags)), Set.of(), Set.of());
    }

    /** Returns the same for events that are one of these records alone. */
    public Criterion events(Class<?>... records) {
        return new Criterion(tags, Set.of(records), types);
    }

    /** Returns the same for events in streams of these types alone, so that no other type has to be tagged for it. */
    public Criterion in(String... streamTypes) {
        return new Criterion(tags, events, Set.of(streamTypes));
    }

    /** Tells whether it selects an event that has these tags. */
    public boolean selects(StreamId stream, Object event, Set<Tag> theirs) {
        return theirs.containsAll(tags)
                && (events.isEmpty() || events.contains(event.getClass()))
                && (types.isEmpty() || types.contains(stream.type()));
    }
}
