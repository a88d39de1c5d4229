package dev.recount.protection;

import dev.recount.journal.codec.UnreadData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The findings of a protection so far. */
final class Findings implements UnreadData {

    private final Map<String, Long> unknown = new TreeMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long events;
    private long streams;
    private long rejections;

    /** Counts a stream, with its events that stood in the clear. */
    void addStream(long clear) {
        streams++;
        events += clear;
    }

    void addRejection() {
        rejections++;
    }

    @Override
    public void unknown(String name) {
        unknown.merge(name, 1L, Long::sum);
    }

    @Override
    public void leftOut(String name, String field) {
        leftOut.merge(field + " of " + name, 1L, Long::sum);
    }

    /** Notes why something is left as it is. */
    void addProblem(String problem) {
        problems.add(problem);
    }

    ProtectionReport report() {
        return new ProtectionReport(events, streams, rejections, unknown, leftOut, problems);
    }
}
