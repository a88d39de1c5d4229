package dev.recount.handler.reaction;

import dev.recount.handler.store.Work;
import dev.recount.log.LogEntry;

/** The work about events and timers, one attempt at a time; an attempt blocks until it has ended. */
public interface Attempts {

    /** Tells whether there may be timers. */
    boolean haveTimers();

    /** Tells whether timers that are due wait for what is pending of their stream, and events for those timers. */
    default boolean timersWait() {
        return true;
    }

    /** Notes that an event of the log has come, which waits until those of its stream before it have been seen to. */
    default void coming(LogEntry entry) {}

    /**
     * Makes an attempt at an event that has been read already.
     *
     * @param answers what earlier attempts have left, as JSON
     * @param inDoubt whether there may have been an attempt whose end nobody saw
     */
    AttemptOutcome attempt(LogEntry entry, String answers, boolean inDoubt);

    /**
     * Makes an attempt.
     *
     * @param answers what earlier attempts have left, as JSON
     * @param inDoubt whether there may have been an attempt whose end nobody saw
     * @throws dev.recount.database.sql.DatabaseException if the event cannot be read now
     */
    AttemptOutcome attempt(Work work, String answers, boolean inDoubt);
}
