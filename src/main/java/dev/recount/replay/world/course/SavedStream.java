package dev.recount.replay.world.course;

import dev.recount.model.StreamId;
import java.util.BitSet;

/**
 * A stream of a world as it is kept.
 *
 * @param recorded the stream as it is on record
 * @param other the stream as it is in the world
 * @param missing the versions on record whose events do not happen in the world
 * @param differences how many decisions are others in the world
 * @param reactedFrom the first version on record that the handlers which are run react to
 * @param shift how many more events have happened in the world than on record
 */
public record SavedStream(
        StreamId id,
        SavedCourse recorded,
        SavedCourse other,
        BitSet missing,
        long differences,
        long reactedFrom,
        long shift) {}
