package dev.recount.migration;

import dev.recount.log.position.Lag;
import dev.recount.log.position.Position;
import java.util.Optional;

/**
 * The state of a migration, and how far it has come.
 *
 * @param from the type of the old streams
 * @param to the type of the new streams
 * @param position the position up to which every event was copied, or could not be
 * @param lag how far that is behind
 * @param copied about how many events were copied
 * @param streams how many old streams there are
 * @param problem what stands in the way of the events that cannot be copied, if there are any
 */
public record MigrationStatus(
        String name,
        String from,
        String to,
        State state,
        Position position,
        Lag lag,
        long copied,
        Streams streams,
        Optional<String> problem) {

    /**
     * The numbers of old streams.
     *
     * @param total how many there are in all
     * @param closed how many of them have moved
     */
    public record Streams(long total, long closed) {}

    /** The states of a migration. */
    public enum State {
        /** Nobody has said yet that it is to begin. */
        NOT_BEGUN,
        /** It was told to rest. */
        PAUSED,
        /** It copies what there is. */
        COPYING,
        /** It has caught up with the log, and ends the old streams. */
        CLOSING,
        /** All old streams have moved; new ones of their type are moved as they begin. */
        DONE
    }
}
