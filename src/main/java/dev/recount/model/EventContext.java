package dev.recount.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a stored event besides what it says: where it stands, who caused it, when and why.
 *
 * @param stream the stream it belongs to
 * @param version the number within the stream of what is stored, from 1
 * @param part which of today's events it is that are stored as one, from 1; see {@link dev.recount.model.evolution}
 * @param time when it happened
 * @param recorded when it was stored, by the server's clock
 * @param principal who sent the command that caused it
 * @param correlation the conversation that it belongs to
 * @param causation the event or command that led to that command, if another did
 */
public record EventContext(
        StreamId stream,
        long version,
        int part,
        Instant time,
        Instant recorded,
        Principal principal,
        String correlation,
        Optional<String> causation) {

    /** Returns the name of the event, unique for good: {@code order/17@3}; {@code order/17@3.2} of the second that is stored as one. */
    public String eventId() {
        return eventId(stream, version, part);
    }

    /** Returns the name of an event. */
    public static String eventId(StreamId stream, long version, int part) {
        return stream + "@" + version + (part == 1 ? "" : "." + part);
    }
}
