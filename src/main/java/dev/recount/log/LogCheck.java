package dev.recount.log;

import dev.recount.log.position.LogPlace;
import java.util.List;
import java.util.Map;

/** A check of what is read of the log against what else is known of it; for any number of threads. */
@FunctionalInterface
public interface LogCheck {

    /** The check where nothing else is known. */
    LogCheck NONE = (_, _, _) -> Map.of();

    /**
     * Returns what is wrong with events of a journal, by their places; blocks.
     *
     * @param after the place after which they were read
     * @param events all events that come after it, in order, up to the last of them
     * @throws dev.recount.database.sql.DatabaseException if that cannot be told
     */
    Map<LogPlace, String> problems(int journal, LogPlace after, List<LogEntry> events);
}
