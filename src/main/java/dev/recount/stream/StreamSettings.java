package dev.recount.stream;

import dev.recount.decision.DecisionSettings;
import dev.recount.stream.snapshot.SnapshotLadder;
import java.time.Duration;

/**
 * The settings of streams: how they are kept in memory, what they take on, and what is kept of their decisions.
 *
 * @param maxInFlight the most commands and reads of this node that may wait for an answer; beyond it, they are refused
 * @param answerTimeout how long an answer is waited for
 * @param enrichmentTimeout how long an enrichment may take
 * @param rememberedCommands the number of commands that each stream remembers, so that a repeat is told
 * @param maxEventBytes the largest event that is stored, with its metadata and its command, in bytes
 * @param maxLive the most streams of one type that a node keeps in memory
 * @param idleTimeout how long a stream is kept in memory after its last message
 * @param decisions what is kept of decisions
 * @param ladder which snapshots are kept
 * @param boundary the bounds of commands that are decided on the events of several streams
 */
public record StreamSettings(
        int maxInFlight,
        Duration answerTimeout,
        Duration enrichmentTimeout,
        int rememberedCommands,
        int maxEventBytes,
        int maxLive,
        Duration idleTimeout,
        DecisionSettings decisions,
        SnapshotLadder ladder,
        BoundarySettings boundary) {

    /** Each of them may have as many requests under way as this one. */
    private static final int MOST_NODES = 64;

    /** Returns the most messages that may wait for one stream, from all nodes. */
    public int mostWaiting() {
        return (int) Math.min(Integer.MAX_VALUE, (long) MOST_NODES * maxInFlight);
    }

    /** Returns the same settings, with decisions kept in another way. */
    public StreamSettings with(DecisionSettings changed) {
        return new StreamSettings(
                maxInFlight,
                answerTimeout,
                enrichmentTimeout,
                rememberedCommands,
                maxEventBytes,
                maxLive,
                idleTimeout,
                changed,
                ladder,
                boundary);
    }

    /** Returns the same settings, with other snapshots kept. */
    public StreamSettings with(SnapshotLadder changed) {
        return new StreamSettings(
                maxInFlight,
                answerTimeout,
                enrichmentTimeout,
                rememberedCommands,
                maxEventBytes,
                maxLive,
                idleTimeout,
                decisions,
                changed,
                boundary);
    }
}
