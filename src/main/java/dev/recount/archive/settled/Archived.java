package dev.recount.archive.settled;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a look at what may move into the archive, or of its moving.
 *
 * @param streams of how many streams events may move, or moved
 * @param events how many events those are; of a look, at most
 * @param segments into how many segments they moved
 * @param bytes the length of those files
 * @param states how many settled states were made anew
 * @param problems what keeps events from moving, or a settled state from being made anew, by the stream
 * @param isDone whether nothing is left to do, but for those
 */
public record Archived(
        long streams, long events, int segments, long bytes, long states, List<String> problems, boolean isDone) {

    static final Archived NOTHING = new Archived(0, 0, 0, 0, 0, List.of(), true);

    public Archived {
        problems = List.copyOf(problems);
    }

    /** Returns this with what was done in another journal. */
    public Archived plus(Archived other) {
        var all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new Archived(
                streams + other.streams,
                events + other.events,
                segments + other.segments,
                bytes + other.bytes,
                states + other.states,
                all,
                isDone && other.isDone);
    }

    /** Returns this with what was done after it, which meets the same problems again. */
    public Archived and(Archived later) {
        return new Archived(
                Math.max(streams, later.streams),
                events + later.events,
                segments + later.segments,
                bytes + later.bytes,
                states + later.states,
                later.problems,
                later.isDone);
    }
}
