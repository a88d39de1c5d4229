package dev.recount.replay.regression;

import dev.recount.model.StreamId;

/**
 * A recorded decision that is another one by today's rules.
 *
 * @param version the version that it was decided at
 * @param command the command's name and id
 * @param recorded the outcome on record
 * @param other the outcome by today's rules
 */
public record DecisionDifference(StreamId stream, long version, String command, String recorded, String other) {

    /** Returns it in a line, by which it is known where it is approved. */
    @Override
    public String toString() {
        return "%s@%d %s: recorded %s, now %s".formatted(stream, version, command, recorded, other);
    }
}
