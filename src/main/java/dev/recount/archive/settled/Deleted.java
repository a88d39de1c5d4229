package dev.recount.archive.settled;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a look at what may be deleted from the archive, or of its deletion.
 *
 * @param segments how many segments those are
 * @param events how many events are in them
 * @param bytes the length of their files
 * @param problems what keeps segments from being deleted
 * @param isDone whether nothing is left to do, but for those
 */
public record Deleted(int segments, long events, long bytes, List<String> problems, boolean isDone) {

    static final Deleted NOTHING = new Deleted(0, 0, 0, List.of(), true);

    public Deleted {
        problems = List.copyOf(problems);
    }

    /** Returns this with what was found in another journal. */
    Deleted plus(Deleted other) {
        var all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new Deleted(
                segments + other.segments, events + other.events, bytes + other.bytes, all, isDone && other.isDone);
    }

    /** Returns this with what was done after it, which meets the same problems again. */
    public Deleted and(Deleted later) {
        return new Deleted(
                segments + later.segments, events + later.events, bytes + later.bytes, later.problems, later.isDone);
    }
}
