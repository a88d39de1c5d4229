package dev.recount.view;

import dev.recount.log.position.Lag;
import dev.recount.log.position.Position;
import dev.recount.view.generation.Generation.Failure;
import java.util.Optional;

/**
 * The state of a view and of its generations.
 *
 * @param live the generation that answers queries, once one has caught up
 * @param building the generation that is being built to take its place, if one is
 */
public record ViewStatus(
        String view, State state, Optional<GenerationStatus> live, Optional<GenerationStatus> building) {

    /** The relation of a view to the log. */
    public enum State {
        /** It follows the log. */
        RUNNING,
        /** It was told to pause. */
        PAUSED,
        /** It stands at an event that it cannot take in. */
        FAILED
    }

    /**
     * The state of a generation.
     *
     * @param number the generation
     * @param revision the revision of the rules that it is built with
     * @param head the position of the last event of the log
     * @param failure what stopped it, if something did
     */
    public record GenerationStatus(
            int number, int revision, Position position, Position head, Lag lag, Optional<Failure> failure) {}
}
