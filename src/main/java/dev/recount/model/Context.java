package dev.recount.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The circumstances of a command that a decision may know besides the state and the command itself.
 *
 * @param stream the stream that the command was sent to
 * @param version the number of events the stream has so far
 * @param time when the events of this command happen: now, or the time an import gave; never before the stream's last
 *     event
 * @param principal who sent the command
 * @param own what else the sender noted, by names that the domain lists; it is on record with what is decided
 */
public record Context(StreamId stream, long version, Instant time, Principal principal, Map<String, String> own) {

    /** The circumstances of a command of which its sender noted nothing else. */
    public Context(StreamId stream, long version, Instant time, Principal principal) {
        this(stream, version, time, principal, Map.of());
    }

    public Context {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(principal, "principal");
        own = Map.copyOf(own);
        if (version < 0) {
            throw new IllegalArgumentException("version: " + version + " is negative");
        }
    }
}
