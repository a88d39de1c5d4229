package dev.recount.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The circumstances of an event or of a decision: when it was, whose command led to it, and why.
 *
 * @param time when it happened, never before the event before it in its stream
 * @param recorded when it was stored, by the server's clock
 * @param principal who sent the command
 * @param correlation the conversation that it belongs to
 * @param causation the event or command that led to the command, if another did
 * @param own what else its sender noted, by names that the domain lists; in the order of the names
 */
public record Metadata(
        Instant time,
        Instant recorded,
        Principal principal,
        String correlation,
        Optional<String> causation,
        Map<String, String> own) {

    /** The circumstances of something of which nothing is known. */
    public static final Metadata UNKNOWN =
            new Metadata(Instant.EPOCH, Instant.EPOCH, Principal.ANONYMOUS, "", Optional.empty());

    public Metadata {
        own = own.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(own));
    }

    /** The circumstances of what its sender noted nothing else of. */
    public Metadata(
            Instant time, Instant recorded, Principal principal, String correlation, Optional<String> causation) {
        this(time, recorded, principal, correlation, causation, Map.of());
    }

    /** Tells whether it was brought in afterwards: it was stored later than it happened. */
    public boolean isImported() {
        return time.isBefore(recorded);
    }
}
