package dev.recount.model.boundary;

import dev.recount.model.StreamId;
import java.util.Set;

/**
 * The rule that gives the events of a stream type their tags: a pure function.
 *
 * <p>Personal data of an event is erased where it is asked, so that none of it becomes a tag, and tags stay the same
 * when a person is erased.
 *
 * @param <E> the events
 */
@FunctionalInterface
public interface Tagging<E> {

    /** Returns the tags of an event, of which there may be none. */
    Set<Tag> tags(StreamId stream, E event);
}
