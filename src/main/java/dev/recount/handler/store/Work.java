package dev.recount.handler.store;

import dev.recount.database.sql.StorableText;
import dev.recount.journal.Recorded;
import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.stream.Collectors;

/** An event or a timer to which a handler has to react. */
public sealed interface Work {

    /** Returns the stream whose turn it is. */
    StreamId stream();

    /** Returns what tells it from all other work of its handler for this stream, the same whenever it comes again. */
    String key();

    /** Returns the version of the event, or of the event that led to the timer. */
    long version();

    /** Returns where that event stands in the log; what was done about it stands behind it. */
    Position position();

    /** Tells whether there may have been an attempt at it whose end nobody saw, as when the server was killed. */
    boolean inDoubt();

    /** Returns the name of that event: {@code order/17@3}. */
    default String eventId() {
        return EventId.of(stream(), version()).toString();
    }

    /**
     * An event.
     *
     * @param type its type, such as {@code order.Placed}; of several that are stored as one, all of theirs
     */
    record Event(StreamId stream, long version, Position position, String type, boolean inDoubt) implements Work {

        private static final int LONGEST_TYPE = 255;

        /** Returns an event of the log as work. */
        public static Event of(LogEntry entry, boolean inDoubt) {
            return new Event(entry.stream(), entry.version(), entry.position(), type(entry), inDoubt);
        }

        private static String type(LogEntry entry) {
            String types = switch (entry.recorded()) {
                case Recorded.Unreadable _ -> "";
                case Recorded.RecordedEvent event ->
                    event.parts().stream()
                            .map(part -> part.name().type())
                            .distinct()
                            .collect(Collectors.joining(", "));
            };
            return types.isEmpty() ? storedType(entry.stored().manifest()) : StorableText.of(types, LONGEST_TYPE);
        }

        private static String storedType(String manifest) {
            int revision = manifest.lastIndexOf('/');
            return revision < 0 ? manifest : manifest.substring(0, revision);
        }

        @Override
        public String key() {
            return Long.toString(version);
        }
    }

    /**
     * A timer.
     *
     * @param key tells one setting of the timer from another
     * @param imported whether it counts from when its event happened, as that was brought in afterwards
     * @param correlation the conversation of the event that led to it
     */
    record Timer(
            StreamId stream,
            String name,
            String key,
            Instant due,
            boolean imported,
            long version,
            Position position,
            String correlation,
            boolean inDoubt)
            implements Work {}
}
