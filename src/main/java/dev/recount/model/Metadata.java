package dev.recount.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The circumstances of an event or of a decision: when it was, whose command led to it, and why.
 *
 * @param time when it happened, never before the event before it in its stream
 * @param recorded when it was stored, by the server's clock
 * @param principal who sent the command
 * @param correlation the conversation that it belongs to
 * @param causation the event or command that led to the command, if another did
 */
public record Metadata(
        Instant time, Instant recorded, Principal principal, String correlation, Optional<String> causation) {

    /** The circumstances of something of which nothing is known. */
    public static final Metadata UNKNOWN =
            new Metadata(Instant.EPOCH, Instant.EPOCH, Principal.ANONYMOUS, "", Optional.empty());

    /** Tells whether it was brought in afterwards: it was stored later than it happened. */
    public boolean isImported() {
        return time.isBefore(recorded);
    }
}
