package dev.recount.http.events;

import dev.recount.journal.log.LogEntry;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a reader wants.
 *
 * @param types the stream types; empty for all
 * @param events the types of events, such as {@code account.Deposited}; empty for all
 * @param stream the one stream, if it is only one
 */
record EventFilter(Set<String> types, Set<String> events, Optional<StreamId> stream) {

    /** Returns the wanted events of those that are stored as one entry of the log, but for those that were passed already. */
    List<LogPart> wanted(LogEntry entry, Bookmark passed) {
        if (!matches(entry)) {
            return List.of();
        }
        return LogPart.of(entry).stream()
                .filter(part -> events.isEmpty() || isWanted(part.type()))
                .filter(part -> !passed.hasPassed(entry, part.number()))
                .toList();
    }

    private boolean matches(LogEntry entry) {
        return (types.isEmpty() || types.contains(entry.stream().type()))
                && (stream.isEmpty() || stream.get().equals(entry.stream()));
    }

    /** What has no event's name any more may have been any event. */
    private boolean isWanted(String event) {
        return events.contains(event) || event.indexOf('.') < 0;
    }
}
