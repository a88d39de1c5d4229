package dev.recount.history.verify;

/**
 * The numbers of a verification: what it has gone through, and found.
 *
 * @param snapshots how many snapshots were held against the replay
 * @param stale how many snapshots are not of today's rules, so that nothing goes on from them
 * @param findings how much was not as it should be
 */
public record Report(long streams, long events, long snapshots, long stale, long findings) {

    /** Before anything was looked at. */
    static final Report NOTHING = new Report(0, 0, 0, 0, 0);

    Report withStream() {
        return new Report(streams + 1, events, snapshots, stale, findings);
    }

    Report withEvent() {
        return new Report(streams, events + 1, snapshots, stale, findings);
    }

    Report withSnapshot() {
        return new Report(streams, events, snapshots + 1, stale, findings);
    }

    Report withStaleSnapshot() {
        return new Report(streams, events, snapshots, stale + 1, findings);
    }

    Report withFinding() {
        return new Report(streams, events, snapshots, stale, findings + 1);
    }
}
