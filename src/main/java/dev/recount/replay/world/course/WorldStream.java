package dev.recount.replay.world.course;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import java.util.BitSet;

/** A stream as it is on record and as it is in a world, side by side. */
public final class WorldStream {

    private final StreamId id;
    private final Course<?, ?, ?> recorded;
    private final Course<?, ?, ?> other;

    /** The versions on record whose events do not happen in the world. */
    private final BitSet missing;

    private long differences;

    /**
     * The first version on record whose event the handlers that are run react to; the greatest number before there is
     * one.
     */
    private long reactedFrom;

    /**
     * The number by which versions in the world are greater than those on record of the events in whose place they are.
     */
    private long shift;

    private WorldStream(
            StreamId id,
            Course<?, ?, ?> recorded,
            Course<?, ?, ?> other,
            BitSet missing,
            long differences,
            long reactedFrom,
            long shift) {
        this.id = id;
        this.recorded = recorded;
        this.other = other;
        this.missing = missing;
        this.differences = differences;
        this.reactedFrom = reactedFrom;
        this.shift = shift;
    }

    static WorldStream beginning(StreamId id, StreamCodec<?, ?, ?> recorded, StreamCodec<?, ?, ?> other) {
        return new WorldStream(
                id, Course.beginning(id, recorded), Course.beginning(id, other), new BitSet(), 0, Long.MAX_VALUE, 0);
    }

    static WorldStream from(SavedStream saved, StreamCodec<?, ?, ?> recorded, StreamCodec<?, ?, ?> other) {
        return new WorldStream(
                saved.id(),
                Course.from(saved.id(), recorded, saved.recorded()),
                Course.from(saved.id(), other, saved.other()),
                saved.missing(),
                saved.differences(),
                saved.reactedFrom(),
                saved.shift());
    }

    SavedStream saved() {
        return new SavedStream(
                id, recorded.saved(), other.saved(), (BitSet) missing.clone(), differences, reactedFrom, shift);
    }

    /** Returns its name. */
    public StreamId id() {
        return id;
    }

    /** Returns its course as on record. */
    public Course<?, ?, ?> recorded() {
        return recorded;
    }

    /** Returns its course in the world. */
    public Course<?, ?, ?> other() {
        return other;
    }

    /** Notes that a decision is another one in the world. */
    public void differs() {
        differences++;
    }

    /** Notes that an event on record does not happen in the world. */
    public void doesNotHappen(long version) {
        missing.set(Math.toIntExact(version));
    }

    /** Tells whether an event on record happens in the world. */
    public boolean happens(long version) {
        return version > Integer.MAX_VALUE || !missing.get((int) version);
    }

    /** Notes that the handlers that are run react to the event of a version on record, and to all later ones. */
    public void isReactedTo(long version) {
        reactedFrom = Math.min(reactedFrom, version);
    }

    /** Tells whether the handlers that are run have reacted to the event of a version on record, if it has happened. */
    public boolean wasReactedTo(long version) {
        return version >= reactedFrom;
    }

    /** Notes how many more events have happened in the world than on record, by one decision. */
    public void shift(long more) {
        shift += more;
    }

    /** Returns the version on record of the event in whose place one of the world stands. */
    public long onRecord(long version) {
        return version - shift;
    }
}
