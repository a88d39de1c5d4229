package dev.recount.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a stored event besides what it says: where it stands, who caused it, when and why.
 *
 * @param stream the stream it belongs to
 * @param version its number within the stream, from 1
 * @param time when it happened
 * @param recorded when it was stored, by the server's clock
 * @param principal who sent the command that caused it
 * @param correlation the conversation that it belongs to
 * @param causation the event or command that led to that command, if another did
 */
public record EventContext(
        StreamId stream,
        long version,
        Instant time,
        Instant recorded,
        Principal principal,
        String correlation,
        Optional<String> causation) {

    /** Returns the name of the event, unique for good: {@code order/17@3}. */
    public String eventId() {
        return stream + "@" + version;
    }
}
