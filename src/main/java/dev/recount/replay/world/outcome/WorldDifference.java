package dev.recount.replay.world.outcome;

import dev.recount.decision.DecidedCommand;
import dev.recount.model.StreamId;
import java.util.Optional;

/**
 * A decision that is another one in a world than on record.
 *
 * @param version the version that the stream had on record after the decision, 0 before its first event
 * @param command what was decided on
 * @param change the kind of difference
 * @param recorded the outcome on record
 * @param other the outcome in the world
 * @param states the states that both led to
 */
public record WorldDifference(
        StreamId stream,
        long version,
        DecidedCommand command,
        Change change,
        DecidedOutcome recorded,
        DecidedOutcome other,
        States states) {

    /**
     * The states after the decision, as JSON.
     *
     * @param recorded the state on record; nothing where it cannot be told
     * @param other the state in the world; nothing where it cannot be told
     */
    public record States(Optional<String> recorded, Optional<String> other) {}
}
