package dev.recount.history.verify;

import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of a verification: what it has gone through, and found.
 *
 * @param snapshots how many snapshots were held against the replay
 * @param stale how many snapshots are not of today's rules, or of events as they were before corrections, so that
 *     nothing goes on from them
 * @param findings how much was not as it should be
 * @param deleted how many events were deleted from the archive, of which no more than their rows is there
 * @param remarks what could not be looked at, and why
 */
public record Report(
        long streams, long events, long snapshots, long stale, long findings, long deleted, List<String> remarks) {

    /** Before anything was looked at. */
    static final Report NOTHING = new Report(0, 0, 0, 0, 0, 0, List.of());

    Report withStream() {
        return new Report(streams + 1, events, snapshots, stale, findings, deleted, remarks);
    }

    Report withEvent() {
        return new Report(streams, events + 1, snapshots, stale, findings, deleted, remarks);
    }

    Report withSnapshot() {
        return new Report(streams, events, snapshots + 1, stale, findings, deleted, remarks);
    }

    Report withStaleSnapshot() {
        return new Report(streams, events, snapshots, stale + 1, findings, deleted, remarks);
    }

    Report withFinding() {
        return new Report(streams, events, snapshots, stale, findings + 1, deleted, remarks);
    }

    Report withDeleted(long more) {
        return new Report(streams, events, snapshots, stale, findings, deleted + more, remarks);
    }

    /** Returns the same with one more remark. */
    public Report withRemark(String remark) {
        return new Report(
                streams,
                events,
                snapshots,
                stale,
                findings,
                deleted,
                Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }
}
