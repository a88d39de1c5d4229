package dev.recount.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The place and the circumstances of a stored event: everything that is known of it besides its content.
 *
 * @param id its name
 * @param metadata when it was, who caused it and why
 */
public record EventContext(EventId id, Metadata metadata) {

    /** Returns the stream that the event belongs to. */
    public StreamId stream() {
        return id.stream();
    }

    /** Returns the number within the stream of what is stored, from 1. */
    public long version() {
        return id.version();
    }

    /**
     * Returns the number of the event among those of today that are stored as one, from 1; see
     * {@link dev.recount.model.evolution}.
     */
    public int part() {
        return id.part();
    }

    /** Returns the time at which the event happened. */
    public Instant time() {
        return metadata.time();
    }

    /** Returns the time at which the event was stored, by the server's clock. */
    public Instant recorded() {
        return metadata.recorded();
    }

    /** Returns the caller who sent the command that caused the event. */
    public Principal principal() {
        return metadata.principal();
    }

    /** Returns the conversation that the event belongs to. */
    public String correlation() {
        return metadata.correlation();
    }

    /** Returns the event or command that led to that command, if another did. */
    public Optional<String> causation() {
        return metadata.causation();
    }

    /** Returns what else the sender of that command noted, by names that the domain lists. */
    public Map<String, String> own() {
        return metadata.own();
    }

    /** Returns the name of the event as a text, unique for good: {@code order/17@3}. */
    public String eventId() {
        return id.toString();
    }
}
