package dev.recount.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What is stored with an event beside its data: who, when and why.
 *
 * @param time when it happened, never before the event before it in its stream
 * @param recorded when it was stored, by the server's clock
 * @param principal who sent the command
 * @param correlation the conversation that it belongs to
 * @param causation the event or command that led to the command, if another did
 * @param command the command that caused it
 * @param previous the hash of the event before it, see {@link HashChain}
 */
public record EventMetadata(
        Instant time,
        Instant recorded,
        String principal,
        String correlation,
        Optional<String> causation,
        CommandRecord command,
        String previous) {

    /** Returns the same for a later event of the command, which does not repeat what was asked. */
    public EventMetadata withoutDetail() {
        var idAlone = new CommandRecord(command.id(), Optional.empty());
        return new EventMetadata(time, recorded, principal, correlation, causation, idAlone, previous);
    }

    /** Returns the same for the event that follows the one of this hash. */
    public EventMetadata after(String hash) {
        return new EventMetadata(time, recorded, principal, correlation, causation, command, hash);
    }
}
